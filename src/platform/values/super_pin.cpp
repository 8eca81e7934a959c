// SPDX-License-Identifier: EUPL-1.2
#include "values/super_pin.hpp"

#include <cstddef>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 16, group = 4;

char as_written_by_us(char typed) {
    if (typed == 'O') return '0';
    return typed == 'I' || typed == 'L' ? '1' : typed;
}

}  // namespace

SuperPin SuperPin::make(Random& random) {
    return SuperPin(random.text(alphabet, length));
}

std::optional<SuperPin> SuperPin::parse(std::string_view typed) {
    auto characters = ascii_upper(without_separators(without_label(typed)));
    for (auto& character : characters) character = as_written_by_us(character);
    if (characters.size() != length) return std::nullopt;
    if (characters.find_first_not_of(alphabet) != std::string::npos) return std::nullopt;
    return SuperPin(std::move(characters));
}

std::string SuperPin::grouped() const {
    std::string text;
    for (std::size_t start = 0; start < length; start += group) {
        if (start > 0) text += '-';
        text += reveal().substr(start, group);
    }
    return text;
}

}  // namespace voordeur
