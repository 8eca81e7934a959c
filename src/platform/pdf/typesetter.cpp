// SPDX-License-Identifier: EUPL-1.2
#include "pdf/typesetter.hpp"

#include <pango/pangocairo.h>
#include <pangomm/init.h>

#include <cmath>
#include <utility>

#include "pdf/sheet_error.hpp"

namespace voordeur {
namespace {

constexpr char const* text_family = "DejaVu Sans";
constexpr char const* number_family = "DejaVu Sans Mono";
// Of the font's own line height, which is 1.16 of its size.
constexpr float line_spacing = 1.24F;
constexpr char const* label_gap = "  ";

int to_pango(double points) {
    return static_cast<int>(std::lround(points * PANGO_SCALE));
}

guint16 to_pango_shade(double shade) {
    return static_cast<guint16>(std::lround(shade * 0xffff));
}

Pango::FontDescription font(char const* family, double size, bool bold) {
    Pango::FontDescription font;
    font.set_family(family);
    font.set_weight(bold ? Pango::Weight::BOLD : Pango::Weight::NORMAL);
    // A size in typographic points would be scaled to a screen's 96 dots an inch.
    font.set_absolute_size(size * PANGO_SCALE);
    return font;
}

Glib::RefPtr<Pango::Context> make_context(Page const& page, std::string const& language) {
    Pango::init();
    auto const context = Glib::wrap(pango_cairo_create_context(page.context()->cobj()));
    context->set_language(Pango::Language(language));
    // Screens need whole pixels; on paper they make uneven gaps.
    pango_context_set_round_glyph_positions(context->gobj(), false);
    return context;
}

// Fontconfig answers any name with some font.
void require_font(Pango::Context const& context, char const* family) {
    auto const found = context.load_font(font(family, 10, false));
    if (!found || found->describe().get_family() != family) {
        throw SheetError(std::string("The font ") + family +
                         " is not installed (package fonts-dejavu-core).");
    }
}

bool has_unknown_letters(Pango::Layout const& layout) {
    return pango_layout_get_unknown_glyphs_count(const_cast<PangoLayout*>(layout.gobj())) > 0;
}

void require_letters(Pango::Layout const& layout) {
    if (has_unknown_letters(layout))
        throw SheetError(
            "The sheet has letters that no installed font has: install fonts-unifont or fonts-noto-core, or "
            "write "
            "the name in Latin letters.");
}

void apply(Pango::AttrList& attributes, Pango::Attribute attribute, unsigned from, unsigned until) {
    attribute.set_start_index(from);
    attribute.set_end_index(until);
    attributes.insert(attribute);
}

}  // namespace

SetText::SetText(Glib::RefPtr<Pango::Layout> layout, Colour colour)
    : layout_(std::move(layout)), colour_(colour) {
    int width = 0;
    int height = 0;
    layout_->get_size(width, height);
    width_ = static_cast<double>(width) / PANGO_SCALE;
    height_ = static_cast<double>(height) / PANGO_SCALE;
}

void SetText::paint(Page const& page, double left, double top) const {
    page.use(colour_);
    page.context()->move_to(left, top);
    layout_->show_in_cairo_context(page.context());
}

Typesetter::Typesetter(Page const& page, std::string const& language)
    : context_(make_context(page, language)) {
    require_font(*context_, text_family);
    require_font(*context_, number_family);
}

Glib::RefPtr<Pango::Layout> Typesetter::layout(std::string const& text,
                                               Pango::FontDescription const& font) const {
    auto layout = Pango::Layout::create(context_);
    layout->set_font_description(font);
    layout->set_text(text);
    return layout;
}

bool Typesetter::can_set(std::string const& text) const {
    return !has_unknown_letters(*layout(text, font(text_family, 10, false)));
}

SetText Typesetter::paragraph(std::string const& text, TextStyle style, double width) const {
    auto const set = layout(text, font(text_family, style.size, style.bold));
    set->set_width(to_pango(width));
    // Words first, but a long address must not run off the page, nor get a hyphen that is not part of it.
    set->set_wrap(Pango::WrapMode::WORD_CHAR);
    Pango::AttrList attributes;
    auto no_hyphens = Pango::Attribute::create_attr_insert_hyphens(false);
    attributes.insert(no_hyphens);
    set->set_attributes(attributes);
    set->set_line_spacing(line_spacing);
    require_letters(*set);
    return {set, style.colour};
}

double Typesetter::label_width(std::string const& label, double size) const {
    return SetText(layout(label, font(text_family, size, false)), ink).width();
}

SetText Typesetter::number(Sheet::Number const& number, double size) const {
    auto const label = number.label + label_gap;
    auto const text = label + number.value;
    auto const set = layout(text, font(text_family, size, false));
    set->set_single_paragraph_mode(true);
    Pango::AttrList attributes;
    auto const value = static_cast<unsigned>(label.size());
    auto const end = static_cast<unsigned>(text.size());
    apply(attributes,
          Pango::Attribute::create_attr_foreground(
              to_pango_shade(quiet_ink.red), to_pango_shade(quiet_ink.green), to_pango_shade(quiet_ink.blue)),
          0, value);
    apply(attributes, Pango::Attribute::create_attr_font_desc(font(number_family, size, true)), value, end);
    set->set_attributes(attributes);
    require_letters(*set);
    return {set, ink};
}

}  // namespace voordeur
