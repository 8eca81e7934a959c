// SPDX-License-Identifier: EUPL-1.2
#include "web/typesetting.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace voordeur {
namespace {

// Longer ones may be wider than a small screen.
constexpr std::size_t longest_kept_whole = 12;
// What is shorter fits on a line of a small screen in large letters.
constexpr std::size_t shortest_broken = 13;
constexpr std::size_t shortest_beginning = 4;
constexpr std::string_view soft_hyphen = "\u00ad";

// What compounds end with, ours and those that practices are called by. Longer ones first where two fit.
constexpr auto second_parts = std::to_array<std::string_view>(
    {"voorwaarden", "bescherming", "verklaring", "verzekering", "informatie", "bedreigend",
     "praktijken",  "patiënten",   "programma",  "schrijven",   "praktijk",   "schreven",
     "steuning",    "therapie",    "apotheek",   "diensten",    "gegevens",   "centrum",
     "nummers",     "cation",      "nummer",     "catie",       "datum"});

constexpr char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character | 0x20) : character;
}

constexpr bool is_letter(char character) {
    return lower(character) >= 'a' && lower(character) <= 'z';
}

constexpr bool is_part_of_word(char character) {
    auto const small = lower(character);
    return is_letter(character) || (small >= '0' && small <= '9') || character == '-' ||
           static_cast<unsigned char>(character) >= 0x80;
}

bool ends_with(std::string_view word, std::string_view part) {
    return word.size() >= part.size() + shortest_beginning &&
           std::ranges::equal(word.substr(word.size() - part.size()), part, {}, lower);
}

void append_compound(std::string& html, std::string_view word) {
    if (word.size() >= shortest_broken)
        for (auto const part : second_parts) {
            if (!ends_with(word, part)) continue;
            auto const joint = word.size() - part.size();
            append_compound(html, word.substr(0, joint));
            html.append(soft_hyphen).append(word.substr(joint));
            return;
        }
    html += word;
}

// Between a word and another, by this sign and no space.
bool is_joined(std::string_view before, char sign, std::string_view after) {
    constexpr std::size_t shortest_label = 3;
    auto const is_label_end = before.size() >= shortest_label &&
                              std::ranges::all_of(before.substr(before.size() - shortest_label), is_letter);
    return is_label_end && after.size() > 1 && after.front() == sign && is_letter(after[1]);
}

// "mijn.delinde.example" may go on below before its dot, "afgedrukt/opgeslagen" after its slash.
void append_joint(std::string& html, std::string_view word, std::string_view& rest) {
    if (is_joined(word, '.', rest)) html += "<wbr>";
    if (!is_joined(word, '/', rest)) return;
    html += "/<wbr>";
    rest.remove_prefix(1);
}

void append_word(std::string& html, std::string_view word) {
    auto const hyphen = word.find('-');
    if (hyphen == std::string_view::npos) return append_compound(html, word);
    auto const is_within = hyphen > 0 && !word.ends_with('-');
    if (is_within && word.size() <= longest_kept_whole)
        html.append("<span class=\"vd-nowrap\">").append(word).append("</span>");
    else
        html += word;
}

}  // namespace

void append_typeset(std::string& html, std::string_view escaped) {
    while (!escaped.empty()) {
        auto const begin = std::ranges::find_if(escaped, [](char character) {
            return character == '<' || character == '&' || is_part_of_word(character);
        });
        html.append(escaped.begin(), begin);
        escaped.remove_prefix(static_cast<std::size_t>(begin - escaped.begin()));
        if (escaped.empty()) return;
        auto const closing = escaped.front() == '<' ? '>' : escaped.front() == '&' ? ';' : '\0';
        if (closing == '\0') {
            auto const end = std::ranges::find_if_not(escaped, is_part_of_word) - escaped.begin();
            auto const word = escaped.substr(0, static_cast<std::size_t>(end));
            append_word(html, word);
            escaped.remove_prefix(word.size());
            append_joint(html, word, escaped);
            continue;
        }
        auto const end = std::min(escaped.find(closing), escaped.size() - 1) + 1;
        html += escaped.substr(0, end);
        escaped.remove_prefix(end);
    }
}

}  // namespace voordeur
