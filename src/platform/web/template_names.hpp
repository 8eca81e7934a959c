// SPDX-License-Identifier: EUPL-1.2
// The kinds of names that a template has; tools/embed.mjs makes the constants. A template or a section whose
// words have {placeholders} is a type instead, whose members are they.
#pragma once

#include <cstdint>
#include <string_view>

#include "words/word.hpp"

namespace voordeur {

// A name as a number (FNV-1a), made by the compiler: a page compares no texts. Templates refuses to start
// with two names of one number.
constexpr std::uint32_t number_of(std::string_view name) {
    std::uint32_t number = 2166136261U;
    for (auto const character : name) number = (number ^ static_cast<unsigned char>(character)) * 16777619U;
    return number;
}

struct TemplateName {
    char const* path;
};
struct ValueName {
    constexpr explicit ValueName(std::string_view name) : number(number_of(name)) {}
    std::uint32_t number;
};
struct SectionName {
    constexpr explicit SectionName(std::string_view name) : number(number_of(name)) {}
    std::uint32_t number;
};
struct IncludeName {
    constexpr explicit IncludeName(std::string_view name) : number(number_of(name)) {}
    std::uint32_t number;
};

using FilledTemplate = Filled<TemplateName>;
using FilledSection = Filled<SectionName>;

}  // namespace voordeur
