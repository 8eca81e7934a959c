// SPDX-License-Identifier: EUPL-1.2
// Mail header fields by RFC 5322, all ASCII: what is not is written as encoded words (RFC 2047). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "outbox/message.hpp"

namespace voordeur {

struct Mailbox {
    std::string name;  // may be empty
    std::string address;

    std::string_view domain() const { return std::string_view(address).substr(address.rfind('@') + 1); }
};

// Printable ASCII with one @, nothing that could end an address or a line in SMTP.
bool is_plain_address(std::string_view address);

// `Subject: …` and the like. `text` has no line breaks; the field is folded where it is long.
std::string text_field(std::string_view name, std::string_view text);
// `From: Name <address>`.
std::string mailbox_field(std::string_view name, Mailbox const& mailbox);
// `Date: Tue, 24 Nov 2026 07:06:56 +0000`, whatever the locale.
std::string date_field(Time time);

struct MailIdentity {
    std::string message_id;
    Mailbox from;
    Time date;
};
// Every field of the mail but those of its MIME parts. nullopt: an address or a text that would break a line.
std::optional<std::vector<std::string>> mail_fields(MailIdentity const& identity, Email const& email);

}  // namespace voordeur
