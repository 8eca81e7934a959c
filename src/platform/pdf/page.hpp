// SPDX-License-Identifier: EUPL-1.2
// One A4 page that is drawn on. Lengths are points (1/72 inch), measured from the upper left corner.
#pragma once

#include <cairomm/cairomm.h>

#include <string>

namespace voordeur {

inline constexpr double page_width = 595.276;
inline constexpr double page_height = 841.89;
inline constexpr double page_margin = 68;
inline constexpr double text_width = page_width - 2 * page_margin;

struct Colour {
    double red;
    double green;
    double blue;
};

constexpr Colour colour(unsigned rgb) {
    return {((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0, (rgb & 0xff) / 255.0};
}

inline constexpr Colour ink = colour(0x25211d);
inline constexpr Colour quiet_ink = colour(0x5a534a);
inline constexpr Colour hairline_colour = colour(0xcfc6b8);
inline constexpr Colour built_in_accent = colour(0x0c6363);

// "#rrggbb"
Colour colour_from(std::string const& text);

class Page {
  public:
    Page(std::string const& title, std::string const& author);
    Page(Page const&) = delete;

    Cairo::RefPtr<Cairo::Context> const& context() const { return context_; }
    void use(Colour colour) const { context_->set_source_rgb(colour.red, colour.green, colour.blue); }

    // The PDF. Nothing can be drawn after it.
    std::string finish();

  private:
    std::string bytes_;
    Cairo::RefPtr<Cairo::PdfSurface> surface_;
    Cairo::RefPtr<Cairo::Context> context_;
};

// What is drawn while it lives is one element of the document's structure: "H1", "P", "Figure". What is drawn
// outside any is decoration, which a screen reader skips.
class Tagged {
  public:
    Tagged(Page const& page, std::string tag);
    Tagged(Tagged const&) = delete;
    ~Tagged();

  private:
    Cairo::RefPtr<Cairo::Context> context_;
    std::string tag_;
};

}  // namespace voordeur
