// SPDX-License-Identifier: EUPL-1.2
#include "values/email_address.hpp"

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <stdexcept>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t longest_address = 254, longest_local_part = 64, longest_label = 63;

// With what the link asks for beside the address: ?subject=…
std::string_view without_mailto(std::string_view text) {
    constexpr std::string_view scheme = "mailto:";
    if (!text.starts_with(scheme)) return text;
    return text.substr(scheme.size(), text.find('?') - scheme.size());
}

// Mail programs put the name before the address, in < >. The name is nobody's business, but for an address
// in it that is another: a guess would be somebody else's mailbox.
std::string without_name(std::string const& text) {
    auto const open = text.find('<');
    if (open == std::string::npos || text.back() != '>') return text;
    auto const name = trimmed_visible(text.substr(0, open));
    auto address = trimmed_visible(without_mailto(text.substr(open + 1, text.size() - open - 2)));
    auto const is_one_line = name.find_first_of("\r\n") == std::string::npos;
    auto const is_name = name.find('@') == std::string::npos || name == address;
    return is_one_line && is_name ? address : text;
}

// What lists of addresses and sentences leave behind one of them.
std::string_view without_end(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" ,;.:") + 1);
}

struct Pair {
    std::string_view open, close;
};
constexpr Pair pairs[] = {{"\"", "\""}, {"'", "'"}, {"(", ")"}, {"[", "]"},
                          {"“", "”"},   {"„", "”"}, {"‘", "’"}, {"«", "»"}};

std::string_view without_pair_around(std::string_view text) {
    for (auto const& [open, close] : pairs)
        if (text.size() > open.size() + close.size() && text.starts_with(open) && text.ends_with(close))
            return text.substr(open.size(), text.size() - open.size() - close.size());
    return text;
}

// The end of a link that was copied with it, or of brackets around a sentence.
std::string_view without_close_alone(std::string_view text) {
    auto const is_alone = (text.ends_with('>') && text.find('<') == text.npos) ||
                          (text.ends_with(')') && text.find('(') == text.npos);
    return is_alone ? text.substr(0, text.size() - 1) : text;
}

std::string bare_address(std::string_view typed) {
    auto const visible = ascii_lower(trimmed_visible(typed));
    auto const whole =
        without_end(without_pair_around(without_end(without_close_alone(without_end(visible)))));
    auto const labelled =
        whole.find('<') == whole.npos ? without_label(without_mailto(whole)) : without_mailto(whole);
    return without_name(trimmed_visible(labelled));
}

// Some phone keyboards put a space after each suggestion. Beside the @ it cannot mean anything; elsewhere it
// could be a forgotten dot, and a guess would be somebody else's mailbox.
std::string without_spaces_beside_at(std::string text) {
    auto const at = text.find('@');
    if (at == std::string::npos) return text;
    auto const local_end = text.find_last_not_of(' ', at == 0 ? 0 : at - 1);
    auto const domain_start = text.find_first_not_of(' ', at + 1);
    if (local_end == std::string::npos || domain_start == std::string::npos) return text;
    return text.substr(0, local_end + 1) + "@" + text.substr(domain_start);
}

bool is_local_character(char character) {
    return is_ascii_letter(character) || is_ascii_digit(character) ||
           std::string_view("!#$%&'*+-/=?^_`{|}~.").find(character) != std::string_view::npos;
}

bool is_local_part(std::string_view local) {
    return !local.empty() && local.size() <= longest_local_part && local.front() != '.' &&
           local.back() != '.' && local.find("..") == std::string_view::npos &&
           std::ranges::all_of(local, is_local_character);
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char character) {
               return is_ascii_letter(character) || is_ascii_digit(character) || character == '-';
           });
}

bool is_domain(std::string_view domain) {
    auto const last_dot = domain.rfind('.');
    if (last_dot == std::string_view::npos) return false;
    auto const top = domain.substr(last_dot + 1);
    // Numbers at the end are an IP address: mail for it would pass every check of the domain.
    if (top.size() < 2 || is_all_digits(top)) return false;
    for (std::size_t start = 0; start <= domain.size();) {
        auto const end = std::min(domain.find('.', start), domain.size());
        if (!is_label(domain.substr(start, end - start))) return false;
        start = end + 1;
    }
    return true;
}

icu::IDNA const& domain_names() {
    static auto const made = [] {
        auto status = U_ZERO_ERROR;
        std::unique_ptr<icu::IDNA const> names(icu::IDNA::createUTS46Instance(
            UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, status));
        if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
        return names;
    }();
    return *made;
}

// As mail servers know it: müller.example is xn--mller-kva.example (UTS 46, IDNA 2008). What is no name stays
// as it is, and is refused for its letters.
std::string ascii_domain(std::string const& domain) {
    auto const is_ascii = [](char character) { return static_cast<unsigned char>(character) < 0x80; };
    if (std::ranges::all_of(domain, is_ascii)) return domain;
    std::string ascii;
    icu::StringByteSink<std::string> sink(&ascii);
    icu::IDNAInfo info;
    auto status = U_ZERO_ERROR;
    domain_names().nameToASCII_UTF8(domain, sink, info, status);
    return U_FAILURE(status) || info.hasErrors() ? domain : ascii;
}

}  // namespace

std::optional<EmailAddress> EmailAddress::parse(std::string_view typed) {
    auto text = without_spaces_beside_at(bare_address(typed));
    auto const at = text.find('@');
    if (text.size() > longest_address || at == std::string::npos) return std::nullopt;
    text = text.substr(0, at + 1) + ascii_domain(text.substr(at + 1));
    if (text.size() > longest_address) return std::nullopt;
    auto const parts = std::string_view(text);
    if (!is_local_part(parts.substr(0, at)) || !is_domain(parts.substr(at + 1))) return std::nullopt;
    return EmailAddress(std::move(text));
}

}  // namespace voordeur
