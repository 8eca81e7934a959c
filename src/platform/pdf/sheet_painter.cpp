// SPDX-License-Identifier: EUPL-1.2
#include "pdf/sheet_painter.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/overloaded.hpp"
#include "pdf/piece.hpp"
#include "pdf/sheet_error.hpp"

namespace voordeur {
namespace {

// What is short fills its page all the same: many who read it see badly.
constexpr double largest_text = 16;
constexpr double smallest_text = 9;
constexpr double size_step = 0.5;
constexpr double page_top = 54;
constexpr double page_bottom = page_height - 48;

class Column {
  public:
    Column(Setting const& setting, Sheet const& sheet) : setting_(setting), size_(setting.size) {
        if (!sheet.logo_png.empty()) add(logo_piece(setting, sheet.logo_png));
        add(accent_bar(setting));
        add_sender(sheet);
        add_letter_head(sheet);
        add(text("H1", sheet.title, {1.9 * size_, true}, {2.6 * size_, 0.9 * size_}));
        for (auto const& block : sheet.blocks) add(piece_of(block));
        if (!sheet.footer.empty()) set_footer(sheet.footer);
    }

    bool fits() const {
        return fits_across_ && bottom_ <= footer_top() - (footer_ ? footer_->spacing.before : 0);
    }

    void paint() const {
        for (auto const& [top, piece] : placed_) piece.paint(top);
        if (footer_) paint_footer();
    }

  private:
    struct Placed {
        double top;
        Piece piece;
    };

    void add(Piece piece) {
        auto const top = bottom_ + std::max(last_space_after_, piece.spacing.before);
        bottom_ = top + piece.height;
        last_space_after_ = piece.spacing.after;
        fits_across_ = fits_across_ && piece.fits_across;
        placed_.push_back({top, std::move(piece)});
    }

    Piece text(std::string const& tag, std::string const& content, TextStyle style, Spacing spacing) const {
        return text_piece(setting_, tag, setting_.typesetter.paragraph(content, style, text_width), spacing);
    }

    double small() const { return std::max(0.85 * size_, smallest_text); }

    void add_sender(Sheet const& sheet) {
        add(text("P", sheet.sender.front(), {1.4 * size_, true}, {}));
        for (auto line = sheet.sender.begin() + 1; line != sheet.sender.end(); ++line) {
            add(text("P", *line, {small(), false, quiet_ink}, {0.35 * size_, 0}));
        }
    }

    void add_letter_head(Sheet const& sheet) {
        auto space = 2.8 * size_;
        // A name that no font has is left out; where a sentence has it too, the sheet is refused.
        if (sheet.addressee && setting_.typesetter.can_set(*sheet.addressee))
            add(text("P", *sheet.addressee, {size_}, {std::exchange(space, 0.4 * size_), 0}));
        if (!sheet.date.empty()) add(text("P", sheet.date, {size_, false, quiet_ink}, {space, 0}));
    }

    Piece piece_of(Sheet::Block const& block) const {
        return std::visit(
            overloaded{
                [this](Sheet::Heading const& heading) {
                    return text("H2", heading.text, {1.2 * size_, true}, {1.8 * size_, 0.5 * size_});
                },
                [this](Sheet::Paragraph const& paragraph) {
                    return text("P", paragraph.text, {size_}, {0.5 * size_, size_});
                },
                [this](Sheet::Numbers const& box) { return numbers_piece(setting_, box); },
                [this](Sheet::QrCode const& code) { return qr_piece(setting_, code); },
            },
            block);
    }

    void set_footer(std::string const& content) {
        footer_ = text("P", content, {small(), false, quiet_ink}, {3 * size_, 0});
    }

    double footer_top() const { return page_bottom - (footer_ ? footer_->height : 0); }

    void paint_footer() const {
        auto const& context = setting_.page.context();
        auto const line = footer_top() - size_;
        setting_.page.use(hairline_colour);
        context->set_line_width(0.75);
        context->move_to(page_margin, line);
        context->line_to(page_margin + text_width, line);
        context->stroke();
        footer_->paint(footer_top());
    }

    Setting setting_;
    double size_;
    std::vector<Placed> placed_;
    std::optional<Piece> footer_;
    double bottom_ = page_top;
    double last_space_after_ = 0;
    bool fits_across_ = true;
};

}  // namespace

std::string paint_sheet(Sheet const& sheet) {
    Page page(sheet.title, sheet.sender.front());
    Typesetter const typesetter(page, sheet.language);
    // The smallest first: a sheet far too long is refused after one attempt instead of all.
    auto const accent = sheet.accent.empty() ? built_in_accent : colour_from(sheet.accent);
    if (!Column({page, typesetter, smallest_text, accent}, sheet).fits()) {
        throw SheetError("The sheet does not fit on one page, even in letters of 9 points.");
    }
    auto size = largest_text;
    while (!Column({page, typesetter, size, accent}, sheet).fits()) size -= size_step;
    Column({page, typesetter, size, accent}, sheet).paint();
    return page.finish();
}

}  // namespace voordeur
