// SPDX-License-Identifier: EUPL-1.2
#include "words/language.hpp"

#include <algorithm>
#include <string>

namespace voordeur {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// "q=0.8" as 800 thousandths; anything that is no number counts as 0.
int thousandths(std::string_view quality) {
    int value = 0, scale = 1000;
    bool after_point = false;
    for (auto const character : quality) {
        if (character == '.') {
            after_point = true;
        } else if (character >= '0' && character <= '9') {
            if (after_point) scale /= 10;
            value += (character - '0') * scale;
        }
    }
    return std::min(value, 1000);
}

}  // namespace

std::optional<Language> language_of(std::string_view code) {
    for (auto const language : all_languages)
        if (code_of(language) == code) return language;
    return std::nullopt;
}

Language preferred_language(std::string_view accept_language) {
    auto best = Language::dutch;
    int best_quality = 0;
    while (!accept_language.empty()) {
        auto const comma = accept_language.find(',');
        auto const entry = trimmed(accept_language.substr(0, comma));
        accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
        auto const semicolon = entry.find(';');
        auto const range = trimmed(entry.substr(0, semicolon));
        std::string code(range.substr(0, range.find('-')));
        for (auto& character : code) character = static_cast<char>(character | 0x20);
        auto const language = language_of(code);
        auto const equals = entry.find('=');
        auto const quality = equals == std::string_view::npos ? 1000 : thousandths(entry.substr(equals + 1));
        if (language && quality > best_quality) {
            best = *language;
            best_quality = quality;
        }
    }
    return best;
}

}  // namespace voordeur
