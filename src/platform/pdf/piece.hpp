// SPDX-License-Identifier: EUPL-1.2
// The page is a column of pieces. Each knows its height before anything is drawn, so that a page that would
// not fit is set smaller instead.
#pragma once

#include <functional>

#include "pdf/page.hpp"
#include "pdf/sheet.hpp"
#include "pdf/typesetter.hpp"

namespace voordeur {

// Between two pieces is the larger of what the upper wants after it and the lower before it.
struct Spacing {
    double before = 0;
    double after = 0;
};

struct Piece {
    double height;
    std::function<void(double top)> paint;
    Spacing spacing;
    bool fits_across = true;
};

// What the pieces of one attempt share; all sizes follow from `size`, that of a paragraph.
struct Setting {
    Page const& page;
    Typesetter const& typesetter;
    double size;
    Colour accent;
};

Piece text_piece(Setting const& setting, std::string const& tag, SetText text, Spacing spacing);
Piece accent_bar(Setting const& setting);
// Throws SheetError when it is no PNG.
Piece logo_piece(Setting const& setting, std::string const& png);
Piece numbers_piece(Setting const& setting, Sheet::Numbers const& box);
// Throws SheetError when the address is too long for a code.
Piece qr_piece(Setting const& setting, Sheet::QrCode const& code);

}  // namespace voordeur
