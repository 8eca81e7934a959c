// SPDX-License-Identifier: EUPL-1.2
#include "words/language.hpp"

#include <string>

#include "base/weighted_list.hpp"

namespace voordeur {

std::optional<Language> language_of(std::string_view code) {
    for (auto const language : all_languages)
        if (code_of(language) == code) return language;
    return std::nullopt;
}

Language preferred_language(std::string_view accept_language) {
    auto best = Language::dutch;
    int best_quality = 0;
    while (!accept_language.empty()) {
        auto const item = take_item(accept_language);
        if (!item || item->thousandths <= best_quality) continue;
        std::string code(item->name.substr(0, item->name.find('-')));
        for (auto& character : code) character = static_cast<char>(character | 0x20);
        if (auto const language = language_of(code)) {
            best = *language;
            best_quality = item->thousandths;
        }
    }
    return best;
}

}  // namespace voordeur
