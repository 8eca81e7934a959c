// SPDX-License-Identifier: EUPL-1.2
#include "values/birth_date_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "values/text.hpp"

namespace voordeur {
namespace {

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

constexpr std::array<std::string_view, 16> words_to_skip = {
    "of",     "the",    "maandag", "dinsdag",   "woensdag", "donderdag", "vrijdag",  "zaterdag",
    "zondag", "monday", "tuesday", "wednesday", "thursday", "friday",    "saturday", "sunday"};
constexpr std::array<std::string_view, 7> ordinal_endings = {"e", "de", "ste", "st", "nd", "rd", "th"};

bool is_separator(char character) {
    return std::string_view(" -/.,'").find(character) != std::string_view::npos;
}

bool is_digit_or_unknown(char character) {
    return is_ascii_digit(character) || std::string_view("?*x").find(character) != std::string_view::npos;
}

bool is_one_of(std::string_view word, auto const& words) {
    return std::ranges::find(words, word) != words.end();
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
    auto const text = ascii_lower(plain_typed(typed));
    if (text.size() > longest_date) return std::nullopt;
    std::vector<DatePart> parts;
    auto after_number = false;
    for (std::string_view rest = text; !rest.empty();) {
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
                   !(was_after_number && is_one_of(taken, ordinal_endings))) {
            return std::nullopt;
        }
        rest.remove_prefix(taken.size());
    }
    return parts;
}

}  // namespace voordeur
