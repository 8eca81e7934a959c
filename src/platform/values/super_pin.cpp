// SPDX-License-Identifier: EUPL-1.2
#include "values/super_pin.hpp"

#include <cstddef>

#include "values/paper_text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t length = 16, group = 4;

}  // namespace

SuperPin SuperPin::make(Random& random) {
    return SuperPin(random.text(paper_alphabet, length));
}

std::optional<SuperPin> SuperPin::parse(std::string_view typed) {
    auto characters = from_paper(typed, length);
    if (!characters) return std::nullopt;
    return SuperPin(std::move(*characters));
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
