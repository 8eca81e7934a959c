// SPDX-License-Identifier: EUPL-1.2
#include "values/person_name.hpp"

#include <algorithm>
#include <cstddef>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t longest_name = 120;

bool is_control(char character) {
    auto const byte = static_cast<unsigned char>(character);
    return byte < ' ' || byte == 0x7F;
}

// The C1 controls (as UTF-8 they begin with C2 and stay below A0), and the line and paragraph separators.
bool has_wide_control(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == '\xC2' && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
    }
    return text.find("\u2028") != std::string_view::npos || text.find("\u2029") != std::string_view::npos;
}

bool can_stand_anywhere(std::string_view text) {
    return text.find_first_of("<>") == std::string_view::npos && std::ranges::none_of(text, is_control) &&
           !has_wide_control(text) && !has_noncharacter(text);
}

}  // namespace

std::optional<PersonName> PersonName::parse(std::string_view typed) {
    if (!is_valid_utf8_without_nul(typed)) return std::nullopt;
    auto text = nfc(trimmed_visible(typed));
    if (text.empty() || code_point_count(text) > longest_name) return std::nullopt;
    if (!can_stand_anywhere(text)) return std::nullopt;
    return PersonName(std::move(text));
}

}  // namespace voordeur
