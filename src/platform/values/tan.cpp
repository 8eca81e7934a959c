// SPDX-License-Identifier: EUPL-1.2
#include "values/tan.hpp"

#include <cstddef>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t length = 6;

bool is_separator(char character) {
    return character == ' ' || character == '-' || character == '.';
}

// The numbers that `text` begins with, one separator between each two.
std::string_view leading_groups(std::string_view text) {
    if (text.empty() || !is_ascii_digit(text.front())) return "";
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_ascii_digit(text[at]))
            end = at + 1;
        else if (!is_separator(text[at]) || at > end)
            break;
    }
    return text.substr(0, end);
}

// 123456, or 123 456 as a person writes it. Other groupings of six are dates.
bool is_code(std::string_view groups) {
    if (groups.size() == length) return is_all_digits(groups);
    return groups.size() == length + 1 && is_separator(groups[length / 2]) &&
           is_all_digits(groups.substr(0, length / 2)) && is_all_digits(groups.substr(length / 2 + 1));
}

// Of a whole SMS, where it may stand twice. Nothing where there are two different ones: a guess would cost a
// try.
std::optional<std::string> only_code_in(std::string_view text) {
    std::optional<std::string> found;
    while (!text.empty()) {
        auto const groups = leading_groups(text);
        text.remove_prefix(groups.empty() ? 1 : groups.size());
        if (!is_code(groups)) continue;
        auto code = without_separators(groups);
        if (found && *found != code) return std::nullopt;
        found = std::move(code);
    }
    return found;
}

}  // namespace

Tan Tan::make(Random& random) {
    return Tan(random.text("0123456789", length));
}

std::optional<Tan> Tan::parse(std::string_view typed) {
    auto digits = without_separators(typed);
    if (digits.size() == length && is_all_digits(digits)) return Tan(std::move(digits));
    auto code = only_code_in(plain_typed(typed));
    if (!code) return std::nullopt;
    return Tan(std::move(*code));
}

}  // namespace voordeur
