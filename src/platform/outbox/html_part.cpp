// SPDX-License-Identifier: EUPL-1.2
#include "outbox/html_part.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/escaping.hpp"

namespace voordeur {
namespace {

// Mail programs drop <link> and often <style>: what must hold is inline, the style only adds the dark scheme.
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
.sheet {{ background: #221f1b !important; border-color: #575048 !important; }}
.button {{ background: #84d0cb !important; color: #171512 !important; }}
}}
</style>
</head>
<body class="page" style="margin:0;padding:24px 12px;background:#f8f5f0;color:#25211d;font-family:system-ui,'Segoe UI',Roboto,Arial,sans-serif;font-size:18px;line-height:1.5">
<main class="sheet" style="max-width:560px;margin:0 auto;padding:28px 24px;background:#ffffff;border:1px solid #cfc6b8;border-radius:12px">
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3;overflow-wrap:anywhere">{heading}</h1>
{blocks}</main>
</body>
</html>
)";

constexpr std::string_view paragraph = "<p style=\"margin:0 0 16px;overflow-wrap:anywhere\">{}</p>\n";

constexpr std::string_view button =
    "<p style=\"margin:0 0 24px\"><a class=\"button\" href=\"{address}\" style=\"display:block;padding:14px "
    "20px;border-radius:8px;background:#0c6363;color:#ffffff;text-align:center;text-decoration:none\"><span "
    "style=\"font-weight:700\">{label}</span><br><span style=\"font-size:14px;overflow-wrap:anywhere;"
    "word-break:break-all\">{address}</span></a></p>\n";

std::string_view trimmed(std::string_view line) {
    constexpr std::string_view blanks = " \t\r";
    auto const first = line.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

// a to z, or à to ÿ.
bool begins_small(std::string_view line) {
    if (line[0] >= 'a' && line[0] <= 'z') return true;
    return line.size() > 1 && line[0] == '\xc3' && line[1] >= '\xa0' && line[1] <= '\xbf';
}

// Gathers lines into paragraphs; an empty line or a button ends one.
class Blocks {
  public:
    Blocks(std::string_view link, std::string_view link_label)
        : link_(link), label_(escaped_html(link_label)) {}

    void add(std::string_view line) {
        auto const is_link = !line.empty() && line == link_;
        if (line.empty() || is_link) end_paragraph();
        if (is_link)
            html_ += fmt::format(button, fmt::arg("address", escaped_html(line)), fmt::arg("label", label_));
        else if (!line.empty())
            go_on_with(line);
    }
    std::string finish() {
        end_paragraph();
        return std::move(html_);
    }

  private:
    void go_on_with(std::string_view line) {
        if (!open_paragraph_.empty()) open_paragraph_ += begins_small(line) ? " " : "<br>\n";
        open_paragraph_ += escaped_html(line);
    }
    void end_paragraph() {
        if (!open_paragraph_.empty()) html_ += fmt::format(paragraph, open_paragraph_);
        open_paragraph_.clear();
    }

    std::string_view link_;
    std::string label_;
    std::string open_paragraph_;
    std::string html_;
};

}  // namespace

std::string html_part(HtmlPartSource const& source) {
    Blocks blocks(source.link, source.link_label);
    for (auto rest = source.text; !rest.empty();) {
        auto const end = rest.find('\n');
        blocks.add(trimmed(rest.substr(0, end)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return fmt::format(page, fmt::arg("language", escaped_html(source.language)),
                       fmt::arg("subject", escaped_html(source.subject)),
                       fmt::arg("heading", escaped_html(source.heading)),
                       fmt::arg("blocks", blocks.finish()));
}

}  // namespace voordeur
