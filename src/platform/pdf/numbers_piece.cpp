// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <numbers>
#include <utility>
#include <vector>

#include "pdf/piece.hpp"

namespace voordeur {
namespace {

constexpr double corner = 8;
constexpr double line_width = 1.25;
constexpr double number_scale = 1.45;

struct Row {
    double indent;
    SetText text;
};

struct Box {
    std::vector<Row> rows;
    double padding;
    double gap;

    double height() const {
        auto height = 2 * padding + gap * static_cast<double>(rows.size() - 1);
        for (auto const& row : rows) height += row.text.height();
        return height;
    }
    bool fits_across() const {
        return std::all_of(rows.begin(), rows.end(), [this](Row const& row) {
            return row.indent + row.text.width() <= text_width - 2 * padding;
        });
    }
};

void trace_rounded_box(Page const& page, double top, double height) {
    constexpr double quarter = std::numbers::pi / 2;
    auto const& context = page.context();
    auto const right = page_margin + text_width - corner;
    auto const left = page_margin + corner;
    context->begin_new_path();
    context->arc(right, top + corner, corner, -quarter, 0);
    context->arc(right, top + height - corner, corner, 0, quarter);
    context->arc(left, top + height - corner, corner, quarter, 2 * quarter);
    context->arc(left, top + corner, corner, 2 * quarter, 3 * quarter);
    context->close_path();
}

void paint_box(Page const& page, Box const& box, Colour accent, double top) {
    trace_rounded_box(page, top, box.height());
    page.use(accent);
    page.context()->set_line_width(line_width);
    page.context()->stroke();
    top += box.padding;
    for (auto const& row : box.rows) {
        Tagged const tagged(page, "P");
        row.text.paint(page, page_margin + box.padding + row.indent, top);
        top += row.text.height() + box.gap;
    }
}

}  // namespace

// Labels end where the values begin, in letters of one size: with a wider gap, or two sizes, the programs
// that read text out of a PDF take labels and values for two columns and tear them apart.
Piece numbers_piece(Setting const& setting, Sheet::Numbers const& content) {
    auto const size = number_scale * setting.size;
    double widest = 0;
    for (auto const& number : content.numbers) {
        widest = std::max(widest, setting.typesetter.label_width(number.label, size));
    }
    Box box{{}, 1.8 * setting.size, setting.size};
    for (auto const& number : content.numbers) {
        auto const indent = widest - setting.typesetter.label_width(number.label, size);
        box.rows.push_back({indent, setting.typesetter.number(number, size)});
    }
    auto const height = box.height();
    auto const fits = box.fits_across();
    auto paint = [&page = setting.page, accent = setting.accent, box = std::move(box)](double top) {
        paint_box(page, box, accent, top);
    };
    auto const space = 1.6 * setting.size;
    return {height, std::move(paint), {space, space}, fits};
}

}  // namespace voordeur
