// SPDX-License-Identifier: EUPL-1.2
#include "values/email_address.hpp"

#include <algorithm>
#include <cstddef>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t longest_address = 254, longest_local_part = 64, longest_label = 63;

std::string_view without_brackets(std::string_view text) {
    if (text.size() < 2 || text.front() != '<' || text.back() != '>') return text;
    return text.substr(1, text.size() - 2);
}

std::string_view without_mailto(std::string_view text) {
    constexpr std::string_view scheme = "mailto:";
    return text.starts_with(scheme) ? text.substr(scheme.size()) : text;
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

}  // namespace

std::optional<EmailAddress> EmailAddress::parse(std::string_view typed) {
    auto const visible = ascii_lower(trimmed_visible(typed));
    auto const bare = without_brackets(without_mailto(without_brackets(visible)));
    auto text = without_spaces_beside_at(trimmed_visible(bare));
    auto const at = text.find('@');
    if (text.size() > longest_address || at == std::string::npos) return std::nullopt;
    auto const parts = std::string_view(text);
    if (!is_local_part(parts.substr(0, at)) || !is_domain(parts.substr(at + 1))) return std::nullopt;
    return EmailAddress(std::move(text));
}

}  // namespace voordeur
