// SPDX-License-Identifier: EUPL-1.2
// What is shown of a name instead of it.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <vector>

#include "values/person_name.hpp"

namespace voordeur {
namespace {

constexpr std::array<std::string_view, 13> forms_of_address{"mevrouw", "mevr",     "mw",  "mejuffrouw", "mej",
                                                            "meneer",  "mijnheer", "dhr", "hr",         "mr",
                                                            "mrs",     "ms",       "miss"};
constexpr std::array<std::string_view, 10> degrees{"prof", "professor", "dr",  "dokter", "drs",
                                                   "ir",   "ing",       "mag", "ds",     "mx"};
// Not "ben", which is a given name.
constexpr std::array<std::string_view, 32> prefixes{"van", "de",  "den", "der", "het", "'t",  "'s",  "ter",
                                                    "ten", "te",  "op",  "in",  "aan", "bij", "uit", "voor",
                                                    "el",  "al",  "la",  "le",  "les", "du",  "von", "zu",
                                                    "zum", "zur", "da",  "dos", "das", "di",  "del", "bin"};
constexpr std::array<std::string_view, 2> generations{"jr", "sr"};

// "’T." is "'t".
std::string plain(std::string_view word) {
    std::string text;
    if (word.starts_with("’")) {
        text = "'";
        word.remove_prefix(std::string_view("’").size());
    }
    for (auto const letter : word)
        if (letter != '.') text += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

bool is_one_of(std::string_view word, auto const& list) {
    return std::ranges::find(list, plain(word)) != list.end();
}

std::string_view without_spaces(std::string_view text) {
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(' ')));
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

struct Called {
    std::string_view form_of_address = {};
    std::string_view rest = {};
};

// "de heer", or the word before a space or dot.
std::string_view first_title(std::string_view name) {
    constexpr std::string_view gentleman = "de heer ";
    if (plain(name.substr(0, gentleman.size())) == gentleman) return name.substr(0, gentleman.size() - 1);
    auto const word = name.substr(0, name.find_first_of(" ."));
    return is_one_of(word, forms_of_address) || is_one_of(word, degrees) ? word : "";
}

// A title with nothing after it is a name.
Called without_titles(std::string_view name) {
    Called called{.rest = without_spaces(name)};
    while (true) {
        auto const title = first_title(called.rest);
        auto rest = called.rest.substr(title.size());
        rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(" .")));
        if (title.empty() || rest.empty()) return called;
        auto const is_written_with_dot = called.rest.substr(title.size()).starts_with('.');
        if (called.form_of_address.empty() && !is_one_of(title, degrees))
            called.form_of_address = called.rest.substr(0, title.size() + (is_written_with_dot ? 1 : 0));
        called.rest = rest;
    }
}

std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> words;
    while (!name.empty()) {
        auto const word = name.substr(0, name.find(' '));
        if (!word.empty()) words.push_back(word);
        name.remove_prefix(std::min(name.size(), word.size() + 1));
    }
    if (words.size() > 1 && is_one_of(words.back(), generations)) words.pop_back();
    return words;
}

// "V." of "Vries", "H." of "’tHart".
std::string initial(std::string_view word) {
    for (constexpr std::string_view quote = "’"; word.starts_with(quote);) word.remove_prefix(quote.size());
    while (word.size() > 1 && std::ispunct(static_cast<unsigned char>(word.front()))) word.remove_prefix(1);
    if (word.empty()) return "";
    std::size_t end = 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
    return std::string(word.substr(0, end)) + ".";
}

struct NameParts {
    std::optional<std::string_view> given = {};
    std::string_view family = {};
};

// The family name is what follows its prefix; without one, the last word.
NameParts parts_of(std::string_view name) {
    auto const words = words_of(name);
    if (words.empty()) return {};
    auto const is_prefix = [](std::string_view word) { return is_one_of(word, prefixes); };
    NameParts parts{.family = words.back()};
    auto const begin = is_prefix(words.front()) ? words.begin() : words.begin() + 1;
    auto const prefix = std::find_if(begin, words.end(), is_prefix);
    auto const family = std::find_if_not(prefix, words.end(), is_prefix);
    if (family != words.end()) parts.family = *family;
    if (words.size() > 1 && !is_prefix(words.front())) parts.given = words.front();
    return parts;
}

}  // namespace

std::string short_name(std::string_view name) {
    auto const called = without_titles(name);
    auto const parts = parts_of(called.rest);
    if (!parts.given && called.form_of_address.empty()) return std::string(called.rest);
    std::string text(called.form_of_address);
    if (parts.given) text.append(text.empty() ? "" : " ").append(*parts.given);
    return text + " " + initial(parts.family);
}

std::string initials(std::string_view name) {
    auto const parts = parts_of(without_titles(name).rest);
    return parts.given ? initial(*parts.given) + " " + initial(parts.family) : initial(parts.family);
}

}  // namespace voordeur
