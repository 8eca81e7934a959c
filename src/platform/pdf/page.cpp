// SPDX-License-Identifier: EUPL-1.2
#include "pdf/page.hpp"

#include <cairo-pdf.h>

#include <string_view>
#include <utility>

#include "base/number.hpp"

namespace voordeur {
namespace {

constexpr char const* document_tag = "Document";

}  // namespace

Colour colour_from(std::string const& text) {
    return colour(static_cast<unsigned>(whole_number(std::string_view(text).substr(1), 16).value_or(0)));
}

Page::Page(std::string const& title, std::string const& author) {
    surface_ = Cairo::PdfSurface::create_for_stream(
        [this](unsigned char const* data, unsigned length) {
            bytes_.append(reinterpret_cast<char const*>(data), length);
            return CAIRO_STATUS_SUCCESS;
        },
        page_width, page_height);
    cairo_pdf_surface_set_metadata(surface_->cobj(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface_->cobj(), CAIRO_PDF_METADATA_AUTHOR, author.c_str());
    context_ = Cairo::Context::create(surface_);
    cairo_tag_begin(context_->cobj(), document_tag, "");
}

std::string Page::finish() {
    cairo_tag_end(context_->cobj(), document_tag);
    context_->show_page();
    surface_->finish();
    return std::move(bytes_);
}

Tagged::Tagged(Page const& page, std::string tag) : context_(page.context()), tag_(std::move(tag)) {
    cairo_tag_begin(context_->cobj(), tag_.c_str(), "");
}

Tagged::~Tagged() {
    cairo_tag_end(context_->cobj(), tag_.c_str());
}

}  // namespace voordeur
