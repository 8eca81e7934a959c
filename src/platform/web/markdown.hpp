// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// HTML of a CommonMark text; raw HTML and javascript: links in it are left out (cmark's safe mode).
std::string html_from_markdown(std::string_view markdown);
// The same for a place within a page: each heading one level deeper.
std::string html_below_a_heading(std::string_view markdown);

}  // namespace voordeur
