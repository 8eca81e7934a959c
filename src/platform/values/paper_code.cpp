// SPDX-License-Identifier: EUPL-1.2
#include "values/paper_code.hpp"

#include "values/paper_text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t length = 13;

}  // namespace

PaperCode PaperCode::make(Random& random) {
    return PaperCode(random.text(paper_alphabet, length));
}

std::optional<PaperCode> PaperCode::parse(std::string_view typed) {
    auto characters = from_paper(typed, length);
    if (!characters) return std::nullopt;
    return PaperCode(std::move(*characters));
}

std::string PaperCode::grouped() const {
    auto const& text = reveal();
    return text.substr(0, 4) + "-" + text.substr(4, 4) + "-" + text.substr(8);
}

}  // namespace voordeur
