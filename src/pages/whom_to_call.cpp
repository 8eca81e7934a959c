// SPDX-License-Identifier: EUPL-1.2
#include "whom_to_call.hpp"

#include <algorithm>
#include <cstddef>

#include "app.hpp"
#include "practices/practice_list.hpp"
#include "site_settings.hpp"

namespace voordeur {
namespace {

// More are found on a page of their own.
constexpr std::size_t most_listed = 12;

PracticeCard operator_card(Operator const& operated_by) {
    return {.slug = "", .name = operated_by.name, .phone = operated_by.phone, .email = operated_by.email};
}

void add_all(WhomToCall& whom, App const& app) {
    auto const practices = app.practices.last_read();
    if (!practices) return;
    whom.are_more = practices->size() > most_listed;
    if (!whom.are_more) std::ranges::transform(*practices, std::back_inserter(whom.cards), card_of);
}

}  // namespace

PracticeCard card_of(Practice const& practice) {
    return {practice.slug, practice.name, practice.phone, practice.email};
}

WhomToCall whom_to_call(App const& app, std::optional<Practice> const& practice) {
    WhomToCall whom;
    if (practice)
        whom.cards.push_back(card_of(*practice));
    else
        add_all(whom, app);
    auto const& operated_by = app.site.operated_by;
    auto const has_phone = [](PracticeCard const& card) { return !card.phone.empty(); };
    auto const is_needed = !std::ranges::all_of(whom.cards, has_phone) && !operated_by.phone.empty();
    if (whom.cards.empty() || is_needed) whom.cards.push_back(operator_card(operated_by));
    return whom;
}

}  // namespace voordeur
