// SPDX-License-Identifier: EUPL-1.2
#include "pdf/piece.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <utility>

#include "pdf/sheet_error.hpp"

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
    auto paint = [&page = setting.page, accent = setting.accent](double top) {
        page.use(accent);
        page.context()->rectangle(page_margin, top, width, height);
        page.context()->fill();
    };
    return {height, std::move(paint), {0, setting.size}};
}

namespace {

Cairo::RefPtr<Cairo::ImageSurface> image_from(std::string const& png) {
    std::size_t at = 0;
    try {
        return Cairo::ImageSurface::create_from_png_stream([&](unsigned char* data, unsigned length) {
            if (png.size() - at < length) return CAIRO_STATUS_READ_ERROR;
            std::copy_n(png.begin() + static_cast<std::ptrdiff_t>(at), length, data);
            at += length;
            return CAIRO_STATUS_SUCCESS;
        });
    } catch (std::exception const&) {
        throw SheetError("The logo is not a PNG.");
    }
}

}  // namespace

Piece logo_piece(Setting const& setting, std::string const& png) {
    constexpr double highest = 44;
    constexpr double widest = 170;
    auto const image = image_from(png);
    auto const scale = std::min(highest / image->get_height(), widest / image->get_width());
    auto paint = [&page = setting.page, image, scale](double top) {
        auto const& context = page.context();
        context->save();
        context->translate(page_margin, top);
        context->scale(scale, scale);
        // Not paint(): in a document with tags cairo 1.16 fails at it.
        context->set_source(image, 0, 0);
        context->rectangle(0, 0, image->get_width(), image->get_height());
        context->fill();
        context->restore();
    };
    return {scale * image->get_height(), std::move(paint), {0, setting.size}};
}

}  // namespace voordeur
