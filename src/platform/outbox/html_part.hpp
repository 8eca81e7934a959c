// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

struct HtmlPartSource {
    std::string_view language;
    std::string_view subject;
    std::string_view heading;     // the practice
    std::string_view text;        // the mail's text part
    std::string_view link;        // the mail's own; empty: it has none
    std::string_view link_label;  // on its button
};

// The mail's small HTML part, made of its text part: an empty line parts paragraphs, and a line that is
// nothing but the mail's own link becomes a button with the label and, smaller, the address itself. No other
// address does: it may be what a practice is called. Any other line break stays one, unless the next line
// begins with a small letter: there a sentence was wrapped. No other links, no images, nothing loaded;
// everything is escaped.
std::string html_part(HtmlPartSource const& source);

}  // namespace voordeur
