// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "pdf/piece.hpp"
#include "pdf/sheet_error.hpp"
#include "values/qr_code.hpp"

namespace voordeur {
namespace {

// 0.5 mm: what the camera of an old phone still tells apart.
constexpr double least_module = 1.4;

QrCode encode(std::string const& address) {
    try {
        return QrCode::of(address);
    } catch (std::length_error const&) {
        throw SheetError("The address of the QR code is too long.");
    }
}

// Modules side by side are one rectangle and all are one fill: viewers show seams between separate shapes.
void trace_row(Cairo::Context& context, QrCode const& code, int row) {
    for (int column = 0; column < code.side(); ++column) {
        auto const start = column;
        while (code.is_dark(column, row)) ++column;
        if (column > start) context.rectangle(start, row, column - start, 1);
    }
}

void paint_code(Page const& page, QrCode const& code, double module) {
    Tagged const tagged(page, "Figure");
    auto const& context = page.context();
    page.use(ink);
    context->save();
    context->scale(module, module);
    context->begin_new_path();
    for (int row = 0; row < code.side(); ++row) trace_row(*context, code, row);
    context->fill();
    context->restore();
}

}  // namespace

Piece qr_piece(Setting const& setting, Sheet::QrCode const& content) {
    auto const code = encode(content.address);
    auto const module = std::max(8.5 * setting.size / code.side(), least_module);
    auto const side = module * code.side();
    auto const space = std::max(QrCode::quiet_zone * module, 1.4 * setting.size);
    auto const caption_left = page_margin + side + space;
    auto const caption =
        setting.typesetter.paragraph(content.caption, {setting.size, true}, text_width - side - space);
    auto const height = std::max(side, caption.height());
    auto paint = [&page = setting.page, code, module, caption, caption_left, side, height](double top) {
        page.context()->save();
        page.context()->translate(page_margin, top + (height - side) / 2);
        paint_code(page, code, module);
        page.context()->restore();
        Tagged const tagged(page, "P");
        caption.paint(page, caption_left, top + (height - caption.height()) / 2);
    };
    return {height, std::move(paint), {space, space}, caption_left < page_width - page_margin};
}

}  // namespace voordeur
