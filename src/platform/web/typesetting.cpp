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

// Asked of each character of each value.
constexpr auto parts_of_words = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
        auto const character = static_cast<char>(byte);
        table[byte] = is_letter(character) || (character >= '0' && character <= '9') || character == '-' ||
                      byte >= 0x80;
    }
    return table;
}();

bool is_part_of_word(char character) {
    return parts_of_words[static_cast<unsigned char>(character)];
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
enum class Joint { none, before_dot, after_slash };
Joint joint_between(std::string_view word, std::string_view rest) {
    if (is_joined(word, '.', rest)) return Joint::before_dot;
    return is_joined(word, '/', rest) ? Joint::after_slash : Joint::none;
}

bool may_change(std::string_view word) {
    return word.size() >= shortest_broken || word.find('-') != std::string_view::npos;
}

std::size_t end_of_word(std::string_view escaped, std::size_t at) {
    while (at < escaped.size() && is_part_of_word(escaped[at])) ++at;
    return at;
}

// Where "10 minuten", "17.03 uur" and "3 december" end whose number is `number`; 0: it counts nothing, or
// what is too long.
std::size_t end_of_counted(std::string_view escaped, std::size_t begin, std::string_view number) {
    if (number.empty() || !std::ranges::all_of(number, [](char sign) { return sign >= '0' && sign <= '9'; }))
        return 0;
    auto const space = begin + number.size();
    if (space >= escaped.size() || escaped[space] != ' ') return 0;
    auto const end = end_of_word(escaped, space + 1);
    auto const counted = escaped.substr(space + 1, end - space - 1);
    auto const is_word = !counted.empty() && std::ranges::all_of(counted, is_letter);
    return is_word && end - begin <= longest_kept_whole ? end : 0;
}

void append_whole(std::string& html, std::string_view text) {
    html.append("<span class=\"vd-nowrap\">").append(text).append("</span>");
}

void append_word(std::string& html, std::string_view word) {
    auto const hyphen = word.find('-');
    if (hyphen == std::string_view::npos) return append_compound(html, word);
    auto const is_within = hyphen > 0 && !word.ends_with('-');
    if (is_within && word.size() <= longest_kept_whole)
        append_whole(html, word);
    else
        html += word;
}

// Behind the tag or the reference that begins at `at`.
std::size_t end_of_markup(std::string_view escaped, std::size_t at) {
    auto const end = escaped.find(escaped[at] == '<' ? '>' : ';', at);
    return std::min(end, escaped.size() - 1) + 1;
}

}  // namespace

void append_typeset(std::string& html, std::string_view escaped) {
    std::size_t at = 0, kept_from = 0;
    while (at < escaped.size()) {
        auto const begin = at;
        if (escaped[at] == '<' || escaped[at] == '&') {
            at = end_of_markup(escaped, at);
            continue;
        }
        at = end_of_word(escaped, begin);
        auto const word = escaped.substr(begin, at - begin);
        if (auto const end = end_of_counted(escaped, begin, word); end > 0) {
            append_whole(html.append(escaped.substr(kept_from, begin - kept_from)),
                         escaped.substr(begin, end - begin));
            at = kept_from = end;
            continue;
        }
        auto const joint = joint_between(word, escaped.substr(at));
        if (may_change(word) || joint != Joint::none) {
            html += escaped.substr(kept_from, begin - kept_from);
            append_word(html, word);
            if (joint == Joint::after_slash) html += escaped[at++];
            if (joint != Joint::none) html += "<wbr>";
            kept_from = at;
        }
        if (word.empty()) ++at;
    }
    html += escaped.substr(kept_from);
}

bool stands_apart(std::string_view escaped, std::size_t at) {
    auto const before = escaped.substr(0, at), after = escaped.substr(at + 1);
    auto const is_joint = [](char sign) { return sign == '.' || sign == '/'; };
    auto const ends_at_slash =
        before.size() > 1 && before.back() == '/' && is_letter(before[before.size() - 2]);
    auto const is_after_word =
        ends_at_slash || (!before.empty() && (is_part_of_word(before.back()) || before.back() == '.'));
    auto const is_before_word = !after.empty() && is_part_of_word(after.front());
    auto const is_in_name = after.size() > 1 && is_joint(after.front()) && is_letter(after[1]);
    return !is_after_word && !is_before_word && !is_in_name;
}

}  // namespace voordeur
