// SPDX-License-Identifier: EUPL-1.2
#include "values/paper_text.hpp"

#include "values/text.hpp"

namespace voordeur {
namespace {

char as_written_by_us(char typed) {
    if (typed == 'O') return '0';
    return typed == 'I' || typed == 'L' ? '1' : typed;
}

}  // namespace

std::optional<std::string> from_paper(std::string_view typed, std::size_t length) {
    auto characters = ascii_upper(without_separators(without_label(typed)));
    for (auto& character : characters) character = as_written_by_us(character);
    if (characters.size() != length) return std::nullopt;
    if (characters.find_first_not_of(paper_alphabet) != std::string::npos) return std::nullopt;
    return characters;
}

}  // namespace voordeur
