// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// Where an HTML part shows the logo that SmtpMailer sends along (RFC 2392).
inline constexpr std::string_view logo_id = "logo";

// Colours as "#rrggbb"; white letters can be read on `light`, dark ones on `dark`.
struct MailLook {
    std::string light;
    std::string dark;       // where the screen is dark
    bool has_logo = false;  // MailSettings has it
};

struct HtmlPartSource {
    std::string_view language;
    std::string_view subject;
    std::string_view heading;          // the practice
    std::string_view text;             // the mail's text part
    std::string_view link = {};        // the mail's own; empty: it has none
    std::string_view link_label = {};  // on its button
    std::string_view phone = {};       // whom to call, as it stands in the text; empty: nobody
    MailLook const& look;
};

// The mail's small HTML part, made of its text part: an empty line parts paragraphs, and a line that is
// nothing but the mail's own link becomes a button with the label, and the address itself below it. No other
// address does: it may be what a practice is called. The telephone number can be pressed wherever it stands.
// Any other line break stays one, unless the next line begins with a small letter: there a sentence was
// wrapped. No other links, no image but the logo, nothing loaded; everything is escaped. Tables, since
// Outlook draws with Word: it knows the colour of a cell, and neither padding nor width of anything else.
std::string html_part(HtmlPartSource const& source);

}  // namespace voordeur
