// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_chain.hpp"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "audit/audit_chain_store.hpp"
#include "base/number.hpp"

namespace voordeur {
namespace {

constexpr int at_once = 500;
// More of them say nothing more.
constexpr std::size_t most_problems = 20;

// Every field with its length, so that no two events have one text.
std::string canonical(StoredAuditEvent const& event) {
    std::string text;
    for (auto const& field : event.fields)
        text += field ? std::to_string(field->size()) + ":" + *field + ";" : "-;";
    return text;
}

std::string hash_after(AuditHead const& before, StoredAuditEvent const& event, Mac const& mac) {
    return mac.of("audit chain",
                  std::to_string(before.number + 1) + " " + before.hash + " " + canonical(event));
}

class Verifier {
  public:
    Verifier(Mac const& mac, std::optional<AuditHead> const& written_down)
        : mac_(mac), is_found_(!written_down || written_down->number == 0), written_down_(written_down) {}

    void take(AuditLink const& link) {
        if (link.at.number != before_.number + 1)
            say("The numbers " + std::to_string(before_.number + 1) + " to " +
                std::to_string(link.at.number - 1) + " are missing.");
        else if (!link.event)
            say(named(link) + " is missing.");
        else if (hash_after(before_, *link.event, mac_) != link.at.hash)
            say(named(link) + " was changed, or is not where it was.");
        else
            ++verdict_.events;
        if (written_down_ && link.at == *written_down_) is_found_ = true;
        before_ = link.at;
    }

    AuditVerdict verdict(AuditHead const& head) {
        verdict_.head = before_;
        if (head != before_)
            say("The chain ends at number " + std::to_string(before_.number) + ", but it was " +
                std::to_string(head.number) + " long: rows were cut off.");
        if (!is_found_)
            say("The head " + written_down_->text() +
                " is not in the chain: rows were cut off, or all were made anew.");
        return verdict_;
    }

    void count(std::int64_t number, std::string const& what) {
        if (number > 0) say(std::to_string(number) + what);
    }

  private:
    static std::string named(AuditLink const& link) {
        return "Number " + std::to_string(link.at.number) + " (event " + link.event_id.text() + ")";
    }
    void say(std::string sentence) {
        if (verdict_.problems.size() < most_problems) verdict_.problems.push_back(std::move(sentence));
    }

    Mac const& mac_;
    AuditVerdict verdict_;
    AuditHead before_;
    bool is_found_;
    std::optional<AuditHead> written_down_;
};

// Each page in a transaction of its own: a long log must not hold up the others.
void for_each_link(Database& database, std::function<void(AuditLink const&)> const& look) {
    std::int64_t last = 0;
    for (;;) {
        auto const links = database.read(
            [&](Transaction& transaction) { return audit_links_after(transaction, last, at_once); });
        for (auto const& link : links) look(link);
        if (links.size() < at_once) return;
        last = links.back().at.number;
    }
}

bool is_number(std::string_view column) {
    return column == "event_date_time" || column == "event_outcome_indicator";
}

std::string iso_time(Time time) {
    auto const day = std::chrono::floor<std::chrono::days>(time);
    std::chrono::year_month_day const date(day);
    std::chrono::hh_mm_ss const clock(std::chrono::floor<std::chrono::milliseconds>(time - day));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

std::string json_line(AuditLink const& link, Time time) {
    nlohmann::ordered_json json;
    json["number"] = link.at.number;
    for (std::size_t i = 0; i < audit_event_columns().size(); ++i) {
        auto const column = audit_event_columns()[i];
        auto const& field = link.event->fields[i];
        auto& value = json[std::string(column)];
        if (!field) continue;
        if (column == "event_date_time")
            value = iso_time(time);
        else if (is_number(column))
            value = whole_number(*field).value_or(0);
        else
            value = *field;
    }
    json["hash"] = link.at.hash;
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

std::optional<AuditHead> AuditHead::parse(std::string_view text) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto const number = whole_number(text.substr(0, colon));
    auto const hash = text.substr(colon + 1);
    auto const is_hash = hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == hash.npos;
    if (!number || *number < 0 || !(is_hash || (hash.empty() && *number == 0))) return std::nullopt;
    return AuditHead{*number, std::string(hash)};
}

AuditHead audit_head(Database& database) {
    return database.read([](Transaction& transaction) { return find_audit_head(transaction); });
}

std::size_t chain_audit_events(Database& database, Mac const& mac) {
    if (!database.read([](Transaction& transaction) { return any_audit_pending(transaction); })) return 0;
    return database.transaction([&](Transaction& transaction) -> std::size_t {
        auto head = lock_audit_head(transaction);
        if (!head) return 0;
        auto const events = take_pending_audit_events(transaction, at_once);
        for (auto const& event : events) {
            head = AuditHead{head->number + 1, hash_after(*head, event, mac)};
            add_audit_link(transaction, *head, event.id());
        }
        save_audit_head(transaction, *head);
        return events.size();
    });
}

AuditVerdict verify_audit_log(Database& database, Mac const& mac,
                              std::optional<AuditHead> const& written_down) {
    Verifier verifier(mac, written_down);
    // Before the chain is read: it only grows, so this head must be in it or be its end.
    auto const head = audit_head(database);
    for_each_link(database, [&](AuditLink const& link) {
        if (link.at.number <= head.number) verifier.take(link);
    });
    struct Counts {
        std::int64_t waiting, unchained, lost;
    };
    auto const counts = database.read([](Transaction& transaction) {
        return Counts{count_pending_audit_events(transaction), count_unchained_audit_events(transaction),
                      count_lost_audit_events(transaction)};
    });
    verifier.count(counts.unchained, " events are not in the chain: they were added past Voordeur.");
    verifier.count(counts.lost, " events are missing that were not in the chain yet.");
    auto verdict = verifier.verdict(head);
    verdict.waiting = counts.waiting;
    return verdict;
}

void export_audit_log(Database& database, Time from, Time to,
                      std::function<void(std::string const&)> const& line) {
    for_each_link(database, [&](AuditLink const& link) {
        if (!link.event) return;
        auto const time = from_stored(whole_number(link.event->fields[1].value_or("")).value_or(0));
        if (time >= from && time < to) line(json_line(link, time));
    });
}

}  // namespace voordeur
