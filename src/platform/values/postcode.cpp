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
constexpr std::size_t longest_typed = 100;
constexpr std::string_view bad_bytes = "\uFFFD";

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

// Postcodes that begin with a letter themselves, with their country before them. A: a letter, 9: a digit.
struct LetteredCode {
    std::string_view country, shape;
};
constexpr LetteredCode lettered_codes[] = {
    {"GB", "A99AA"},   {"GB", "A999AA"},  {"GB", "AA99AA"}, {"GB", "AA999AA"}, {"GB", "A9A9AA"},
    {"GB", "AA9A9AA"}, {"UK", "A99AA"},   {"UK", "A999AA"}, {"UK", "AA99AA"},  {"UK", "AA999AA"},
    {"UK", "A9A9AA"},  {"UK", "AA9A9AA"}, {"CA", "A9A9A9"}, {"CDN", "A9A9A9"}, {"MT", "AAA9999"},
};
constexpr std::size_t eircode_length = 7;

std::string shape_of(std::string_view text) {
    std::string shape(text);
    std::ranges::transform(shape, shape.begin(), [](char one) { return is_ascii_digit(one) ? '9' : 'A'; });
    return shape;
}

std::string_view without_country_before_letter(std::string_view text) {
    if (text.starts_with("IE") && text.size() == eircode_length + 2) return text.substr(2);
    for (auto const& [country, shape] : lettered_codes)
        if (text.starts_with(country) && shape_of(text.substr(country.size())) == shape)
            return text.substr(country.size());
    return text;
}

std::string_view without_country(std::string_view text) {
    auto const digit = std::ranges::find_if(text, is_ascii_digit);
    auto const letters = static_cast<std::size_t>(digit - text.begin());
    auto const is_country = std::ranges::find(countries, text.substr(0, letters)) != countries.end();
    auto const rest = text.substr(letters);
    if (is_country && rest.size() >= shortest && is_all_digits(rest)) return rest;
    return without_country_before_letter(text);
}

bool is_between_groups(char character) {
    return character == ' ' || character == '-' || character == '.';
}

// The letter O for a zero and I for a one, or the other way round, in what is a Dutch postcode otherwise. No
// postcode of another country becomes one by that: six digits stay digits.
std::string with_right_o_and_i(std::string const& text) {
    auto fixed = text;
    for (std::size_t at = 0; at < fixed.size(); ++at) {
        auto& one = fixed[at];
        auto const wants_digit = at < dutch_digits;
        if (one == (wants_digit ? 'O' : '0')) one = wants_digit ? '0' : 'O';
        if (one == (wants_digit ? 'I' : '1')) one = wants_digit ? '1' : 'I';
    }
    auto const has_letter_at_end =
        text.size() == dutch_length && std::ranges::any_of(text.substr(dutch_digits), is_ascii_letter);
    return has_letter_at_end && is_dutch_text(fixed) ? fixed : text;
}

// "1234AB" of "NL-1234 AB 12, Utrecht": house number and place are often written with it. Nothing when it
// does not begin with a Dutch postcode, or goes on without a sign between.
std::optional<std::string> dutch_at_the_beginning(std::string_view text) {
    if (text.starts_with("NL")) text.remove_prefix(2);
    std::string code;
    while (!text.empty() && code.size() < dutch_length) {
        if (is_letter_or_digit(text.front()))
            code += text.front();
        else if (!is_between_groups(text.front()))
            return std::nullopt;
        text.remove_prefix(1);
    }
    code = with_right_o_and_i(code);
    auto const goes_on = !text.empty() && is_ascii_letter(text.front());
    auto const has_control = std::ranges::any_of(text, [](unsigned char one) { return one < ' '; });
    if (!is_dutch_text(code) || goes_on || has_control || text.find(bad_bytes) != text.npos)
        return std::nullopt;
    return code;
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
    auto const plain = ascii_upper(plain_typed(typed));
    if (plain.size() > longest_typed) return std::nullopt;
    if (auto dutch = dutch_at_the_beginning(plain)) return Postcode(std::move(*dutch));
    auto text = without_separators(plain);
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
