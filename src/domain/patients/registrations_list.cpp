// SPDX-License-Identifier: EUPL-1.2
#include "patients/registrations_list.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_line.hpp"
#include "values/text_table.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

using Cells = std::vector<std::string>;

constexpr auto language = Language::english;

std::string open_words(ListedRegistration const& registration, Time now) {
    if (registration.has_password) return "password chosen; documents to accept";
    if (registration.proved_by == IdentityProof::letter) return "super-PIN was right; password to choose";
    if (registration.proved_by == IdentityProof::details)
        return "details were right; link in the second mail to open";
    if (!registration.letter_expires_at) return "invited; details to fill in";
    if (now >= *registration.letter_expires_at) return "invited; details to fill in (the letter is too old)";
    return "invited; super-PIN or details to fill in";
}

std::string completed_words(ListedRegistration const& registration) {
    if (!registration.has_super_pin) return "account made; super-PIN to make";
    if (!registration.has_second_factor) return "account made; phone or app to add";
    return "done";
}

std::string ended_words(ListedRegistration const& registration) {
    if (!registration.facts.stopped_at) return "ended; invite again";
    return registration.facts.completed_at ? "account closed; invite again" : "withdrawn; invite again";
}

std::string spelled_out(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

}  // namespace

std::string message_words(MessageState const& message) {
    auto words = spelled_out(message.purpose) + " " + spelled_out(message.state) + ", " +
                 plain_date(message.ended_at.value_or(message.made_at), language) + " " +
                 time_of_day(message.ended_at.value_or(message.made_at), language);
    if (message.state != "sent" && message.last_error) words += " (" + *message.last_error + ")";
    return words;
}

namespace {

constexpr int at_once = 500;

struct Line {
    ListedRegistration registration;
    std::optional<MessageState> last_email, last_sms;
};

std::optional<MessageState> found(std::map<Id<Registration>, MessageState> const& messages,
                                  Id<Registration> const& id) {
    auto const found = messages.find(id);
    return found == messages.end() ? std::nullopt : std::optional(found->second);
}

// A page in a transaction of its own: a long list must not hold up the others.
std::vector<Line> page_after(PatientRooms const& rooms, Practice const& practice, Line const* last) {
    return rooms.database.read([&](Transaction& transaction) {
        auto const page = registrations_of_practice(transaction, practice.id,
                                                    last ? &last->registration : nullptr, at_once);
        auto const newest = newest_messages(transaction, practice.id, page);
        std::vector<Line> lines;
        for (auto const& registration : page)
            lines.push_back(
                {registration, found(newest.emails, registration.id), found(newest.sms, registration.id)});
        return lines;
    });
}

template <class Each>
void for_each(PatientRooms const& rooms, Practice const& practice, Each const& each) {
    std::vector<Line> page;
    do {
        auto const last = page.empty() ? std::nullopt : std::optional(page.back());
        page = page_after(rooms, practice, last ? &*last : nullptr);
        for (auto const& line : page) each(line);
    } while (page.size() == at_once);
}

std::string last_message(std::optional<MessageState> const& message) {
    return message ? message_words(*message) : "-";
}

Cells head() {
    return {"REGISTRATION", "NAME",        "BORN",     "E-MAIL", "WHERE IT STANDS",
            "TRIES LEFT",   "LAST E-MAIL", "LAST SMS", "ENDS"};
}

Cells cells_of(Line const& line, RegistrationLimits const& limits, Time now) {
    auto const& registration = line.registration;
    auto const ends =
        registration.facts.completed_at ? "-" : plain_date(registration.facts.expires_at, language);
    return {registration.id.text(),
            registration.name,
            year_of_birth(registration.birth_date),
            masked(registration.email),
            where_it_stands(registration, now),
            tries_left(registration, limits, now),
            last_message(line.last_email),
            last_message(line.last_sms),
            ends};
}

nlohmann::ordered_json json_of(std::optional<MessageState> const& message) {
    if (!message) return nullptr;
    return {{"purpose", message->purpose},
            {"state", message->state},
            {"at", utc_text(message->ended_at.value_or(message->made_at))},
            {"error", message->last_error.value_or("")}};
}

std::string json_line_of(Line const& line, RegistrationLimits const& limits, Time now) {
    auto const& registration = line.registration;
    return json_line({{"registration", registration.id.text()},
                      {"name", registration.name},
                      {"born", year_of_birth(registration.birth_date)},
                      {"email", masked(registration.email)},
                      {"where_it_stands", where_it_stands(registration, now)},
                      {"tries_left", tries_left(registration, limits, now)},
                      {"last_email", json_of(line.last_email)},
                      {"last_sms", json_of(line.last_sms)},
                      {"invited_at", utc_text(registration.invited_at)},
                      {"ends_at", utc_text(registration.facts.expires_at)}});
}

}  // namespace

std::string year_of_birth(std::string const& birth_date) {
    constexpr std::size_t digits_of_a_year = 4;
    return birth_date.empty() ? "-" : birth_date.substr(0, digits_of_a_year);
}

std::string masked(std::string const& email) {
    auto const at = email.find('@');
    if (at == std::string::npos || at == 0) return "-";
    std::size_t first = 1;
    while (first < at && (static_cast<unsigned char>(email[first]) & 0xc0U) == 0x80U) ++first;
    return email.substr(0, first) + "…" + email.substr(at);
}

std::string where_it_stands(ListedRegistration const& registration, Time now) {
    switch (standing_of(registration.facts, now)) {
        case Standing::completed:
            return completed_words(registration);
        case Standing::ended:
            return ended_words(registration);
        case Standing::locked:
            return "locked; unlock it";
        case Standing::open:
            break;
    }
    return open_words(registration, now);
}

std::string tries_left(ListedRegistration const& registration, RegistrationLimits const& limits, Time now) {
    auto const standing = standing_of(registration.facts, now);
    if (standing == Standing::completed || standing == Standing::ended) return "-";
    auto const left = [](int most, std::int64_t made) {
        return std::to_string(std::max<std::int64_t>(0, most - made));
    };
    auto words = left(limits.tries_details, registration.details_tries) + " details";
    if (registration.letter_expires_at)
        words += ", " + left(limits.tries_super_pin, registration.super_pin_tries) + " super-PIN";
    return words;
}

std::string registrations_table(PatientRooms const& rooms, Practice const& practice, Time now) {
    std::vector<Cells> lines{head()};
    for_each(rooms, practice, [&](Line const& line) { lines.push_back(cells_of(line, rooms.limits, now)); });
    if (lines.size() == 1) return practice.name + " has invited nobody yet.\n";
    return text_table(lines);
}

void print_registrations_as_json(PatientRooms const& rooms, Practice const& practice, Time now,
                                 std::function<void(std::string const&)> const& print) {
    for_each(rooms, practice, [&](Line const& line) { print(json_line_of(line, rooms.limits, now)); });
}

}  // namespace voordeur
