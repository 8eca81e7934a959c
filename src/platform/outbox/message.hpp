// SPDX-License-Identifier: EUPL-1.2
// What a step asks to be sent. It becomes a row of `message` in the step's own transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/id.hpp"
#include "base/time.hpp"

namespace voordeur {

struct Practice;

struct Email {
    std::string to = {};
    std::string from_name = {};  // shown before the configured address: the practice
    std::string reply_to = {};   // empty: answers go to the configured address
    std::string subject = {};
    std::string text = {};
    std::string html = {};  // empty: text alone
    std::string language = {};
};

struct Sms {
    std::string to_e164 = {};
    std::string text = {};
    std::string country = {};  // of the number, for budgets
    std::string sender = {};   // the brand's {sms_sender}
};

using MessageContent = std::variant<Email, Sms>;

enum class MessageKind { email, sms };

constexpr std::string_view stored_name(MessageKind kind) {
    return kind == MessageKind::email ? "email" : "sms";
}
inline MessageKind kind_of(MessageContent const& content) {
    return std::holds_alternative<Email>(content) ? MessageKind::email : MessageKind::sms;
}

// Stored as its number: what is smaller goes first.
enum class Urgency { code = 0, asked_for = 1, other = 2 };

// One send is named by what for, which row, and the how many-eth: queued twice, it is sent once.
struct NewMessage {
    std::string purpose = {};   // invitation, sign_in_code, …
    std::string about_id = {};  // the id of a registration, challenge or factor
    int send_number = 1;
    std::optional<Id<Practice>> practice_id = {};
    Urgency urgency = Urgency::other;
    Time not_before = {};  // at once, when it is past
    Time expires_at = {};  // of no use to anyone after that
    MessageContent content = {};
};

}  // namespace voordeur
