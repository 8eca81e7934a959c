// SPDX-License-Identifier: EUPL-1.2
#include "web/markdown.hpp"

#include <cmark.h>

#include <cstdlib>
#include <memory>

namespace voordeur {

std::string html_from_markdown(std::string_view markdown) {
    // Safe is cmark's default: CMARK_OPT_UNSAFE would be asked for.
    std::unique_ptr<char, decltype(&std::free)> const html(
        cmark_markdown_to_html(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT), &std::free);
    return html.get();
}

}  // namespace voordeur
