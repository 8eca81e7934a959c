// SPDX-License-Identifier: EUPL-1.2
#include "outbox/mail_headers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::size_t longest_line = 76;  // of a field with encoded words, RFC 2047 section 2
constexpr std::string_view word_begin = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";

bool is_printable_ascii(char character) {
    return character >= ' ' && character <= '~';
}
bool is_control(char character) {
    return static_cast<unsigned char>(character) < ' ' || character == 127;
}

// MIME's alphabet and padding.
std::string base64(std::string_view bytes) {
    auto text = to_base64url(bytes);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    text.resize((text.size() + 3) / 4 * 4, '=');
    return text;
}

// As many bytes of `text` as one encoded word of `room` characters holds, no character being split.
std::size_t bytes_for_word(std::string_view text, std::size_t room) {
    auto const characters = room - word_begin.size() - word_end.size();
    auto bytes = std::min(text.size(), characters / 4 * 3);
    auto const continues = [&] { return bytes < text.size() && (text[bytes] & 0xc0) == 0x80; };
    while (bytes > 0 && continues()) --bytes;
    return bytes > 0 ? bytes : std::min(text.size(), characters / 4 * 3);  // not UTF-8 at all
}

// `used` is what the field's first line holds already; the lines after it begin with a space.
std::string encoded_words(std::string_view text, std::size_t used) {
    std::string words;
    while (!text.empty()) {
        auto const bytes = bytes_for_word(text, longest_line - (words.empty() ? used : 1));
        if (!words.empty()) words += "\r\n ";
        words += fmt::format("{}{}{}", word_begin, base64(text.substr(0, bytes)), word_end);
        text.remove_prefix(bytes);
    }
    return words;
}

bool needs_encoding(std::string_view text, std::size_t used) {
    auto const plain = std::all_of(text.begin(), text.end(), is_printable_ascii);
    return !plain || text.find("=?") != std::string_view::npos || used + text.size() > longest_line;
}

std::string in_quotes(std::string_view text) {
    std::string result = "\"";
    for (auto const character : text) {
        if (character == '"' || character == '\\') result += '\\';
        result += character;
    }
    return result + '"';
}

bool would_break_a_line(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_control);
}

bool is_sendable(MailIdentity const& identity, Email const& email) {
    auto const texts = {std::string_view(email.from_name), std::string_view(email.subject),
                        std::string_view(email.language), std::string_view(identity.message_id)};
    return is_plain_address(email.to) && is_plain_address(identity.from.address) &&
           (email.reply_to.empty() || is_plain_address(email.reply_to)) &&
           std::none_of(texts.begin(), texts.end(), would_break_a_line);
}

}  // namespace

bool is_plain_address(std::string_view address) {
    constexpr std::string_view forbidden = " <>()[],;:\\\"";
    auto const at = address.find('@');
    return at != 0 && at != std::string_view::npos && at == address.rfind('@') && at + 1 < address.size() &&
           address.size() <= 254 && std::all_of(address.begin(), address.end(), is_printable_ascii) &&
           address.find_first_of(forbidden) == std::string_view::npos;
}

std::string text_field(std::string_view name, std::string_view text) {
    auto const used = name.size() + 2;
    return fmt::format("{}: {}", name,
                       needs_encoding(text, used) ? encoded_words(text, used) : std::string(text));
}

std::string mailbox_field(std::string_view name, Mailbox const& mailbox) {
    if (mailbox.name.empty()) return fmt::format("{}: {}", name, mailbox.address);
    auto const used = name.size() + 2;
    auto const phrase =
        needs_encoding(mailbox.name, used + 2) ? encoded_words(mailbox.name, used) : in_quotes(mailbox.name);
    auto const last_line = phrase.rfind('\n');
    auto const length = last_line == std::string::npos ? used + phrase.size() : phrase.size() - last_line - 1;
    auto const fits = length + mailbox.address.size() + 3 <= longest_line;
    return fmt::format("{}: {}{}<{}>", name, phrase, fits ? " " : "\r\n ", mailbox.address);
}

std::string date_field(Time time) {
    using namespace std::chrono;
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const day = floor<std::chrono::days>(time);
    year_month_day const date(day);
    hh_mm_ss const clock(floor<seconds>(time - day));
    return fmt::format("Date: {}, {:02} {} {} {:02}:{:02}:{:02} +0000", days[weekday(day).c_encoding()],
                       unsigned{date.day()}, months[unsigned{date.month()} - 1], int{date.year()},
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::optional<std::vector<std::string>> mail_fields(MailIdentity const& identity, Email const& email) {
    if (!is_sendable(identity, email)) return std::nullopt;
    auto const& name = email.from_name.empty() ? identity.from.name : email.from_name;
    std::vector<std::string> fields{
        date_field(identity.date),
        mailbox_field("From", {name, identity.from.address}),
        mailbox_field("To", {"", email.to}),
        text_field("Subject", email.subject),
        fmt::format("Message-ID: <{}@{}>", identity.message_id, identity.from.domain()),
        // RFC 3834, and what Exchange listens to: no out-of-office answer to a practice, no read receipt.
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
    };
    if (!email.reply_to.empty()) fields.push_back(mailbox_field("Reply-To", {name, email.reply_to}));
    if (!email.language.empty()) fields.push_back(text_field("Content-Language", email.language));
    return fields;
}

}  // namespace voordeur
