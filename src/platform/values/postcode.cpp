// SPDX-License-Identifier: EUPL-1.2
#include "values/postcode.hpp"

#include <algorithm>
#include <cstddef>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t shortest = 3, longest = 10, dutch_digits = 4, dutch_length = 6;

bool is_dutch(std::string_view text) {
    return text.size() == dutch_length && text.front() != '0' &&
           is_all_digits(text.substr(0, dutch_digits)) &&
           std::ranges::all_of(text.substr(dutch_digits), is_ascii_letter);
}

bool is_letter_or_digit(char character) {
    return is_ascii_letter(character) || is_ascii_digit(character);
}

bool is_postcode(std::string_view text) {
    return text.size() >= shortest && text.size() <= longest &&
           std::ranges::all_of(text, is_letter_or_digit) && std::ranges::any_of(text, is_ascii_digit);
}

}  // namespace

std::optional<Postcode> Postcode::parse(std::string_view typed) {
    auto text = ascii_upper(without_separators(typed));
    if (text.starts_with("NL") && is_dutch(std::string_view(text).substr(2))) text.erase(0, 2);
    if (!is_postcode(text)) return std::nullopt;
    return Postcode(std::move(text));
}

std::string Postcode::display() const {
    if (!is_dutch(text_)) return text_;
    return text_.substr(0, dutch_digits) + " " + text_.substr(dutch_digits);
}

}  // namespace voordeur
