// SPDX-License-Identifier: EUPL-1.2
#include "values/postcode.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t shortest = 3, longest = 10, dutch_digits = 4, dutch_letters = 2;
constexpr std::size_t dutch_length = dutch_digits + dutch_letters;

bool is_dutch_text(std::string_view text) {
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

// What people write before the digits of a postcode: the country as on a car, or of ISO 3166.
constexpr std::array<std::string_view, 84> countries = {
    "A",  "AL",  "AM", "AT", "AX",  "AZ", "B",   "BA",  "BE",  "BG",  "BIH", "BY",  "CH", "CY",
    "CZ", "D",   "DE", "DK", "E",   "EE", "EL",  "ES",  "EST", "F",   "FI",  "FIN", "FL", "FO",
    "FR", "GE",  "GR", "H",  "HR",  "HU", "I",   "IL",  "IS",  "IT",  "L",   "LI",  "LT", "LU",
    "LV", "M",   "MA", "MC", "MD",  "ME", "MK",  "MNE", "N",   "NMK", "NO",  "P",   "PL", "PT",
    "R",  "RKS", "RO", "RS", "RSM", "RU", "RUS", "S",   "SE",  "SI",  "SK",  "SLO", "SM", "SRB",
    "TN", "TR",  "UA", "US", "USA", "V",  "VA",  "XK",  "DZ",  "EG",  "IQ",  "IR",  "SA", "AF"};

std::string_view without_country(std::string_view text) {
    auto const digit = std::ranges::find_if(text, is_ascii_digit);
    auto const letters = static_cast<std::size_t>(digit - text.begin());
    auto const is_country = std::ranges::find(countries, text.substr(0, letters)) != countries.end();
    auto const rest = text.substr(letters);
    return is_country && rest.size() >= shortest && is_all_digits(rest) ? rest : text;
}

// A Dutch postcode and a house number are an address, so they are often written together.
std::string without_house_number(std::string text) {
    auto const has_more = text.size() > dutch_length && is_dutch_text(text.substr(0, dutch_length));
    auto const after = has_more ? text.find_first_not_of(',', dutch_length) : std::string::npos;
    if (after == std::string::npos || !is_ascii_digit(text[after])) return text;
    if (!std::ranges::all_of(text.substr(after), is_letter_or_digit)) return text;
    return text.substr(0, dutch_length);
}

struct Gap {
    int digits = 0, letters = 0;
};

Gap gap_of(std::string_view text) {
    auto const letter = std::ranges::find_if(text, is_ascii_letter);
    auto const digits = static_cast<std::size_t>(letter - text.begin());
    auto const letters = text.size() - digits;
    auto const begins_as_one = !text.starts_with('0') && std::all_of(letter, text.end(), is_ascii_letter);
    if (!begins_as_one || digits > dutch_digits || letters > dutch_letters) return {};
    return {static_cast<int>(dutch_digits - digits), static_cast<int>(dutch_letters - letters)};
}

}  // namespace

std::optional<Postcode> Postcode::parse(std::string_view typed) {
    constexpr std::string_view country = "NL";
    auto text = ascii_upper(without_separators(typed));
    if (text.starts_with(country) && is_dutch_text(text.substr(country.size(), dutch_length)))
        text.erase(0, country.size());
    text = without_house_number(std::move(text));
    if (!is_postcode(text)) return std::nullopt;
    return Postcode(std::move(text));
}

bool Postcode::operator==(Postcode const& other) const {
    return without_country(text_) == without_country(other.text_);
}

std::string Postcode::display() const {
    if (!is_dutch()) return text_;
    return text_.substr(0, dutch_digits) + " " + text_.substr(dutch_digits);
}

bool Postcode::is_dutch() const {
    return is_dutch_text(text_);
}

int Postcode::digits_missing() const {
    return gap_of(text_).digits;
}

int Postcode::letters_missing() const {
    return gap_of(text_).letters;
}

}  // namespace voordeur
