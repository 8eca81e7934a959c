// SPDX-License-Identifier: EUPL-1.2
#include "commands/messages_list.hpp"

#include <nlohmann/json.hpp>

#include "base/json_line.hpp"
#include "commands/messages_list_store.hpp"
#include "values/phone_number.hpp"
#include "values/text_table.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr int most_lines = 50;

struct Overview {
    std::vector<WaitingMessage> waiting;
    std::vector<Counted> states, practices, countries;
};

Overview load(Transaction& transaction, Time now) {
    auto const day_ago = now - std::chrono::hours(24);
    return {waiting_messages(transaction, now, most_lines), messages_by_state(transaction, day_ago),
            unbound_sms_of_practices(transaction, day_ago), unbound_sms_of_countries(transaction, day_ago)};
}

std::string when(Time time) {
    return date_and_time(time, Language::english);
}

std::string why(WaitingMessage const& message, Time now) {
    if (message.is_under_way) return "on its way";
    if (!message.last_error.empty()) return message.last_error;
    return message.next_try_at <= now ? "its turn has not come" : "waits for its time";
}

std::string table_of(std::vector<WaitingMessage> const& waiting, Time now) {
    if (waiting.empty()) return "Nothing waits.\n";
    std::vector<std::vector<std::string>> lines{
        {"KIND", "PURPOSE", "ABOUT", "PRACTICE", "MADE", "TRIES", "NEXT TRY", "EXPIRES", "WHY"}};
    for (auto const& message : waiting)
        lines.push_back({message.kind, message.purpose, message.about_id, message.practice.value_or("-"),
                         when(message.made_at), std::to_string(message.tries), when(message.next_try_at),
                         when(message.expires_at), why(message, now)});
    return text_table(lines);
}

std::string counts_of(std::vector<Counted> const& states) {
    std::string words;
    for (auto const& [name, count] : states)
        words += (words.empty() ? "" : ", ") + std::to_string(count) + " " + name;
    return words.empty() ? "" : "\nNow waiting, and ended in the last day: " + words + ".\n";
}

std::string budgets_of(std::vector<Counted> const& counts, int most, std::string const& what) {
    std::string words;
    for (auto const& [name, count] : counts)
        if (count >= most && name != home_country)
            words += "The SMS budget of " + what + " " + name + " is used up: " + std::to_string(count) +
                     " in the last day to numbers that are not confirmed.\n";
    return words;
}

nlohmann::ordered_json json_of(WaitingMessage const& message, Time now) {
    return {{"kind", message.kind},
            {"purpose", message.purpose},
            {"about", message.about_id},
            {"practice", message.practice.value_or("")},
            {"made_at", utc_text(message.made_at)},
            {"tries", message.tries},
            {"next_try_at", utc_text(message.next_try_at)},
            {"expires_at", utc_text(message.expires_at)},
            {"why", why(message, now)}};
}

// "email sent"
nlohmann::ordered_json json_of(Counted const& counted) {
    auto const space = counted.name.find(' ');
    return {{"kind", counted.name.substr(0, space)},
            {"state", counted.name.substr(space + 1)},
            {"count", counted.count}};
}

}  // namespace

std::string messages_as_json(Database& database, Time now) {
    auto const overview = database.read([&](Transaction& transaction) { return load(transaction, now); });
    std::string lines;
    for (auto const& message : overview.waiting) lines += json_line(json_of(message, now)) + "\n";
    for (auto const& counted : overview.states) lines += json_line(json_of(counted)) + "\n";
    return lines;
}

std::string messages_table(Database& database, SmsLimits const& budgets, Time now) {
    auto const overview = database.read([&](Transaction& transaction) { return load(transaction, now); });
    return table_of(overview.waiting, now) + counts_of(overview.states) +
           budgets_of(overview.practices, budgets.practice_a_day, "practice") +
           budgets_of(overview.countries, budgets.country_a_day, "country");
}

}  // namespace voordeur
