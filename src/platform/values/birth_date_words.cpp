// SPDX-License-Identifier: EUPL-1.2
#include "values/birth_date_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "values/text.hpp"

namespace voordeur {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_date = 64, shortest_month_name = 3;

struct MonthName {
    std::string_view name, number;
};
// `mrt` and `febuari` begin no other name: the one is how Dutch shortens maart, the other how it is often
// misspelt.
constexpr std::array month_names = {
    MonthName{"januari", "01"},  MonthName{"january", "01"}, MonthName{"februari", "02"},
    MonthName{"february", "02"}, MonthName{"febuari", "02"}, MonthName{"maart", "03"},
    MonthName{"mrt", "03"},      MonthName{"march", "03"},   MonthName{"april", "04"},
    MonthName{"mei", "05"},      MonthName{"may", "05"},     MonthName{"juni", "06"},
    MonthName{"june", "06"},     MonthName{"juli", "07"},    MonthName{"july", "07"},
    MonthName{"augustus", "08"}, MonthName{"august", "08"},  MonthName{"september", "09"},
    MonthName{"oktober", "10"},  MonthName{"october", "10"}, MonthName{"november", "11"},
    MonthName{"december", "12"},
};

constexpr std::array words_to_skip = {
    "of"sv,       "the"sv,           "op"sv,       "on"sv,      "geb"sv,      "geboren"sv,
    "born"sv,     "geboortedatum"sv, "maandag"sv,  "dinsdag"sv, "woensdag"sv, "donderdag"sv,
    "vrijdag"sv,  "zaterdag"sv,      "zondag"sv,   "monday"sv,  "tuesday"sv,  "wednesday"sv,
    "thursday"sv, "friday"sv,        "saturday"sv, "sunday"sv};
// After a number they could be the beginning of a month.
constexpr std::array days_at_the_beginning = {"ma"sv,  "di"sv,  "wo"sv,  "do"sv,  "vr"sv,  "za"sv,  "zo"sv,
                                              "mon"sv, "tue"sv, "wed"sv, "thu"sv, "fri"sv, "sat"sv, "sun"sv};
constexpr std::array<std::string_view, 7> ordinal_endings = {"e", "de", "ste", "st", "nd", "rd", "th"};

bool is_separator(char character) {
    return std::string_view(" -/.,'\\_:()").find(character) != std::string_view::npos;
}

bool is_digit_or_unknown(char character) {
    return is_ascii_digit(character) || std::string_view("?*x").find(character) != std::string_view::npos;
}

bool is_one_of(std::string_view word, auto const& words) {
    return std::ranges::find(words, word) != words.end();
}

// Practice systems write a date with the time of the day when it begins: 1948-03-07T00:00:00.
std::string_view without_midnight(std::string_view text) {
    constexpr std::array rests = {""sv, ":00"sv, ":00z"sv, ":00.000"sv, ":00.000z"sv};
    auto const at = text.find("00:00");
    if (at == text.npos || at == 0 || (text[at - 1] != 't' && text[at - 1] != ' ')) return text;
    return is_one_of(text.substr(at + 5), rests) ? text.substr(0, at - 1) : text;
}

// Beside a digit the letter O is one.
void read_letter_o_as_zero(std::string& text) {
    auto const is_digit_at = [&](std::size_t at) { return at < text.size() && is_ascii_digit(text[at]); };
    auto const is_letter_at = [&](std::size_t at) { return at < text.size() && is_ascii_letter(text[at]); };
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] == 'o' && !is_letter_at(at - 1) && !is_letter_at(at + 1) &&
            (is_digit_at(at - 1) || is_digit_at(at + 1)))
            text[at] = '0';
}

std::string_view leading(std::string_view text, bool (*belongs)(char)) {
    auto const end = std::ranges::find_if_not(text, belongs);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string with_question_marks(std::string_view run) {
    std::string text(run);
    std::ranges::replace_if(
        text, [](char character) { return !is_ascii_digit(character); }, '?');
    return text;
}

std::optional<std::string> month_number(std::string_view word) {
    auto const begins_with_word = [&](MonthName const& month) { return month.name.starts_with(word); };
    auto const month = std::ranges::find_if(month_names, begins_with_word);
    if (word.size() < shortest_month_name || month == month_names.end()) return std::nullopt;
    return std::string(month->number);
}

}  // namespace

std::optional<std::vector<DatePart>> date_parts(std::string_view typed) {
    auto text = ascii_lower(plain_typed(typed));
    if (text.size() > longest_date) return std::nullopt;
    read_letter_o_as_zero(text);
    std::vector<DatePart> parts;
    auto after_number = false;
    for (auto rest = without_midnight(text); !rest.empty();) {
        auto taken = leading(rest, is_separator);
        auto const was_after_number = std::exchange(after_number, false);
        if (!taken.empty()) {
            // Nothing to keep.
        } else if (taken = leading(rest, is_digit_or_unknown); !taken.empty()) {
            parts.push_back({with_question_marks(taken), false});
            after_number = true;
        } else if (taken = leading(rest, is_ascii_letter); taken.empty()) {
            return std::nullopt;
        } else if (auto const number = month_number(taken)) {
            parts.push_back({*number, true});
        } else if (!is_one_of(taken, words_to_skip) &&
                   !(parts.empty() && is_one_of(taken, days_at_the_beginning)) &&
                   !(was_after_number && is_one_of(taken, ordinal_endings))) {
            return std::nullopt;
        }
        rest.remove_prefix(taken.size());
    }
    return parts;
}

}  // namespace voordeur
