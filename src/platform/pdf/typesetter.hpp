// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <pangomm.h>

#include <string>

#include "pdf/page.hpp"
#include "pdf/sheet.hpp"

namespace voordeur {

struct TextStyle {
    double size;
    bool bold = false;
    Colour colour = ink;
};

// Text set in lines, ready to be drawn.
class SetText {
  public:
    SetText(Glib::RefPtr<Pango::Layout> layout, Colour colour);

    double width() const { return width_; }
    double height() const { return height_; }
    void paint(Page const& page, double left, double top) const;

  private:
    Glib::RefPtr<Pango::Layout> layout_;
    Colour colour_;
    double width_ = 0;
    double height_ = 0;
};

class Typesetter {
  public:
    // Throws SheetError when the fonts are not installed.
    Typesetter(Page const& page, std::string const& language);

    // Whether some installed font has every letter of it.
    bool can_set(std::string const& text) const;
    // In lines of at most `width`. Throws SheetError for letters that no installed font has, as `number`
    // does: a name in boxes is worse than none.
    SetText paragraph(std::string const& text, TextStyle style, double width) const;
    // Label and value on one line, which is one run of text: copying and reading aloud give the value right
    // after its label.
    SetText number(Sheet::Number const& number, double size) const;
    double label_width(std::string const& label, double size) const;

  private:
    Glib::RefPtr<Pango::Layout> layout(std::string const& text, Pango::FontDescription const& font) const;

    Glib::RefPtr<Pango::Context> context_;
};

}  // namespace voordeur
