// SPDX-License-Identifier: EUPL-1.2
#include "patients/registrations_list.hpp"

#include <algorithm>

#include "values/text_table.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

using Line = std::vector<std::string>;

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
    if (!registration.has_second_factor) return "account made; phone to add";
    return "done";
}

std::string spelled_out(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string message_words(MessageState const& message) {
    auto words = spelled_out(message.purpose) + " " + spelled_out(message.state) + ", " +
                 plain_date(message.ended_at.value_or(message.made_at), language) + " " +
                 time_of_day(message.ended_at.value_or(message.made_at), language);
    if (message.state != "sent" && message.last_error) words += " (" + *message.last_error + ")";
    return words;
}

Line head() {
    return {"REGISTRATION", "NAME",        "BORN",     "E-MAIL", "WHERE IT STANDS",
            "TRIES LEFT",   "LAST E-MAIL", "LAST SMS", "ENDS"};
}

Line line_of(Transaction& transaction, PatientRooms const& rooms, ListedRegistration const& registration,
             Time now) {
    auto const mails = message_states(transaction, registration.id.text());
    auto const codes = registration.newest_challenge_id
                           ? message_states(transaction, registration.newest_challenge_id->text())
                           : std::vector<MessageState>();
    auto const ends =
        registration.facts.completed_at ? "-" : plain_date(registration.facts.expires_at, language);
    return {registration.id.text(),
            registration.name,
            year_of_birth(registration.birth_date),
            masked(registration.email),
            where_it_stands(registration, now),
            tries_left(registration, rooms.limits, now),
            last_message(mails, "email"),
            last_message(codes, "sms"),
            ends};
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
            return "ended; invite again";
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

std::string last_message(std::vector<MessageState> const& messages, std::string_view kind) {
    auto const newest = std::find_if(messages.rbegin(), messages.rend(),
                                     [&](MessageState const& message) { return message.kind == kind; });
    return newest == messages.rend() ? "-" : message_words(*newest);
}

std::string registrations_table(PatientRooms const& rooms, Practice const& practice, Time now) {
    auto const lines = rooms.database.read([&](Transaction& transaction) {
        std::vector<Line> made{head()};
        for (auto const& registration : registrations_of_practice(transaction, practice.id))
            made.push_back(line_of(transaction, rooms, registration, now));
        return made;
    });
    if (lines.size() == 1) return practice.name + " has invited nobody yet.\n";
    return text_table(lines);
}

}  // namespace voordeur
