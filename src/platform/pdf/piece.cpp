// SPDX-License-Identifier: EUPL-1.2
#include "pdf/piece.hpp"

#include <utility>

namespace voordeur {

Piece text_piece(Setting const& setting, std::string const& tag, SetText text, Spacing spacing) {
    auto const height = text.height();
    auto paint = [&page = setting.page, tag, text = std::move(text)](double top) {
        Tagged const tagged(page, tag);
        text.paint(page, page_margin, top);
    };
    return {height, std::move(paint), spacing};
}

Piece accent_bar(Setting const& setting) {
    constexpr double width = 40;
    constexpr double height = 4;
    auto paint = [&page = setting.page](double top) {
        page.use(accent);
        page.context()->rectangle(page_margin, top, width, height);
        page.context()->fill();
    };
    return {height, std::move(paint), {0, setting.size}};
}

}  // namespace voordeur
