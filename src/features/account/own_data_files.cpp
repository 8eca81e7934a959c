// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "account/own_data.hpp"
#include "account/own_data.html.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "base/overloaded.hpp"
#include "visitor.hpp"
#include "web/filling.hpp"
#include "web/templates.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::account_own_data;

// "2026-12-01T09:30:00Z"
std::string iso(Time time) {
    auto const second = std::chrono::floor<std::chrono::seconds>(time);
    auto const day = std::chrono::floor<std::chrono::days>(second);
    std::chrono::year_month_day const date(day);
    std::chrono::hh_mm_ss const clock(second - day);
    auto const two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) +
           "-" + two(static_cast<unsigned>(date.day())) + "T" + two(clock.hours().count()) + ":" +
           two(clock.minutes().count()) + ":" + two(clock.seconds().count()) + "Z";
}

std::string for_a_computer(OwnFact const& fact) {
    return std::visit(
        overloaded{[](std::string const& text) { return text; }, [](Time time) { return iso(time); }},
        fact.value);
}

std::string for_a_reader(OwnFact const& fact, Language language) {
    return std::visit(overloaded{[](std::string const& text) { return text; },
                                 [&](Time time) { return date_and_time(time, language); }},
                      fact.value);
}

}  // namespace

std::string own_data_json(std::vector<OwnSection> const& sections, Time made_at) {
    nlohmann::ordered_json all{{"made_at", iso(made_at)}};
    for (auto const& section : sections) {
        auto records = nlohmann::ordered_json::array();
        for (auto const& record : section.records) {
            nlohmann::ordered_json object = nlohmann::ordered_json::object();
            for (auto const& fact : record) object[std::string(fact.key)] = for_a_computer(fact);
            records.push_back(std::move(object));
        }
        all[std::string(section.key)] = std::move(records);
    }
    return all.dump(2) + "\n";
}

std::string own_data_html(App const& app, PatientVisitor const& visitor,
                          std::vector<OwnSection> const& sections) {
    auto const text = [&](FilledWord const& word) { return app.catalogue.text(word, visitor.language); };
    Filling page;
    page.set(names::MADE,
             text(words::account::own_made{.when = date_and_time(visitor.now(), visitor.language)}));
    for (auto const& section : sections) {
        auto& shown = page.add(names::SECTION);
        shown.set(names::SECTION_TITLE, text(section.title));
        if (section.records.size() >= static_cast<std::size_t>(most_lines_of_own_data))
            shown.add(names::MOST)
                .set(names::MOST_TEXT,
                     text(words::account::own_log_most{.most = std::to_string(most_lines_of_own_data)}));
        for (auto const& record : section.records) {
            auto& list = shown.add(names::RECORD);
            for (auto const& fact : record) {
                auto& row = list.add(names::FACT);
                row.set(names::LABEL, text(fact.label));
                row.set(names::VALUE, for_a_reader(fact, visitor.language));
            }
        }
    }
    WordParams const params;
    Filling const everywhere;
    return app.templates.expand(names::file, page, {visitor.language, params, everywhere});
}

}  // namespace voordeur
