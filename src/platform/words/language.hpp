// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace voordeur {

enum class Language { dutch, english };
inline constexpr std::array all_languages{Language::dutch, Language::english};

constexpr std::string_view code_of(Language language) {
    return language == Language::dutch ? "nl" : "en";
}
constexpr Language other_than(Language language) {
    return language == Language::dutch ? Language::english : Language::dutch;
}
std::optional<Language> language_of(std::string_view code);

// The best of ours for an Accept-Language header (RFC 9110 section 12.5.4); Dutch when it names neither.
Language preferred_language(std::string_view accept_language);

}  // namespace voordeur
