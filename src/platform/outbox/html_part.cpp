// SPDX-License-Identifier: EUPL-1.2
#include "outbox/html_part.hpp"

#include <fmt/format.h>

#include "base/escaping.hpp"
#include "outbox/mail_blocks.hpp"
#include "values/phone_link.hpp"

namespace voordeur {
namespace {

// Mail programs drop <link> and often <style>: what must hold is inline, the style only adds the dark scheme.
// Outlook, which draws with Word (mso), knows no max-width.
constexpr std::string_view page = R"(<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{subject}</title>
<style>
:root {{ color-scheme: light dark; }}
@media (prefers-color-scheme: dark) {{
.page {{ background: #171512 !important; color: #f3eee7 !important; }}
.sheet {{ background: #221f1b !important; border-color: #575048 !important; color: #f3eee7 !important; }}
.button {{ background: {dark} !important; }}
.label {{ color: #171512 !important; }}
.link {{ color: {dark} !important; }}
}}
</style>
</head>
<body class="page" bgcolor="#f8f5f0" style="margin:0;padding:24px 12px;background:#f8f5f0;color:#25211d;{letters}">
<!--[if mso]><table role="presentation" width="560" align="center"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" align="center" style="max-width:560px;margin:0 auto">
<tr><td class="sheet" bgcolor="#ffffff" style="padding:28px 24px;background:#ffffff;border:1px solid #cfc6b8;border-top:4px solid {light};border-radius:12px;color:#25211d;{letters}">
{logo}<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3;overflow-wrap:anywhere">{heading}</h1>
{blocks}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</body>
</html>
)";

// Outlook takes the height from the attribute alone.
constexpr std::string_view logo =
    "<img src=\"cid:{id}\" alt=\"\" height=\"44\" style=\"display:block;height:44px;max-width:100%;margin:0 "
    "0 16px\">\n";

// Word gives a cell the letters of its own default, whatever stands around its table, and Times where it does
// not know the first name of the list.
constexpr std::string_view letters =
    "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:18px;line-height:1.5";

constexpr std::string_view paragraph = "<p style=\"margin:0 0 16px;overflow-wrap:anywhere\">{}</p>\n";

constexpr std::string_view button =
    "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
    "style=\"margin:0 0 12px\"><tr><td class=\"button\" align=\"center\" bgcolor=\"{light}\" "
    "style=\"padding:14px 20px;border-radius:8px;background:{light}\"><a class=\"label\" href=\"{address}\" "
    "style=\"display:block;color:#ffffff;font-size:18px;font-weight:700;text-decoration:none\">{label}</a>"
    "</td></tr></table>\n<p style=\"margin:0 0 24px;font-size:14px;overflow-wrap:anywhere;"
    "word-break:break-all\"><a class=\"link\" href=\"{address}\" style=\"color:{light}\">{address}</a></p>\n";

constexpr std::string_view telephone =
    "<a class=\"link\" href=\"tel:{dialled}\" style=\"color:{light};white-space:nowrap\">{phone}</a>";

std::string telephone_link(HtmlPartSource const& source) {
    return fmt::format(telephone, fmt::arg("dialled", escaped_html(phone_link(source.phone))),
                       fmt::arg("light", escaped_html(source.look.light)),
                       fmt::arg("phone", escaped_html(source.phone)));
}

std::string button_of(std::string const& address, HtmlPartSource const& source) {
    return fmt::format(button, fmt::arg("address", escaped_html(address)),
                       fmt::arg("label", escaped_html(source.link_label)),
                       fmt::arg("light", escaped_html(source.look.light)));
}

// Of lines that are HTML.
std::string with_telephone(std::string lines, HtmlPartSource const& source) {
    auto const phone = escaped_html(source.phone);
    auto const at = phone.empty() ? std::string::npos : lines.find(phone);
    if (at != std::string::npos) lines.replace(at, phone.size(), telephone_link(source));
    return lines;
}

std::string paragraph_of(MailBlock const& block, HtmlPartSource const& source) {
    std::string lines;
    for (auto const& line : block.lines) {
        if (!lines.empty()) lines += "<br>\n";
        lines += escaped_html(line);
    }
    return fmt::format(paragraph, with_telephone(std::move(lines), source));
}

std::string blocks_of(HtmlPartSource const& source) {
    std::string html;
    for (auto const& block : mail_blocks(source.text, source.link))
        html += block.is_link ? button_of(block.lines.front(), source) : paragraph_of(block, source);
    return html;
}

}  // namespace

std::string html_part(HtmlPartSource const& source) {
    return fmt::format(
        page, fmt::arg("language", escaped_html(source.language)),
        fmt::arg("subject", escaped_html(source.subject)), fmt::arg("heading", escaped_html(source.heading)),
        fmt::arg("letters", letters),
        fmt::arg("logo", source.look.has_logo ? fmt::format(logo, fmt::arg("id", logo_id)) : ""),
        fmt::arg("light", escaped_html(source.look.light)), fmt::arg("dark", escaped_html(source.look.dark)),
        fmt::arg("blocks", blocks_of(source)));
}

}  // namespace voordeur
