// SPDX-License-Identifier: EUPL-1.2
#include "outbox/html_part.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

constexpr std::string_view own_link = "https://x.example/r/aB3?a=1&b=2";

MailLook const look{"#12508f", "#8bc0f0"};

std::string html_of(std::string_view text) {
    return html_part({.language = "nl",
                      .subject = "Stap 1: begin",
                      .heading = "Praktijk De Linde",
                      .text = text,
                      .link = own_link,
                      .link_label = "Begin hier",
                      .phone = "020 - 555 01 34",
                      .look = look});
}

int count(std::string const& text, std::string_view part) {
    int found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// The paragraphs and buttons alone.
std::string blocks_of(std::string_view text) {
    auto const html = html_of(text);
    auto const begin = html.find("</h1>\n") + 6;
    return html.substr(begin, html.find("</td></tr>\n</table>\n<!--[if mso]></td></tr>") - begin);
}

std::string paragraph(std::string const& inner) {
    return "<p style=\"margin:0 0 16px;overflow-wrap:anywhere\">" + inner + "</p>\n";
}

TEST(HtmlPart, SaysLanguageSubjectAndPractice) {
    auto const html = html_of("x");
    EXPECT_TRUE(html.starts_with("<!doctype html>\n<html lang=\"nl\">"));
    EXPECT_NE(html.find("<title>Stap 1: begin</title>"), std::string::npos);
    EXPECT_NE(html.find(">Praktijk De Linde</h1>"), std::string::npos);
    EXPECT_NE(html.find("prefers-color-scheme: dark"), std::string::npos);
    EXPECT_EQ(count(html, "<!--[if mso]>"), 2) << "Outlook knows no max-width";
}

TEST(HtmlPart, PartsParagraphsAtEmptyLines) {
    EXPECT_EQ(blocks_of("een\n\ntwee\r\nRegels\n \n\n\ndrie\n"),
              paragraph("een") + paragraph("twee<br>\nRegels") + paragraph("drie"));
    EXPECT_EQ(blocks_of(""), "");
    EXPECT_EQ(blocks_of("\n\n"), "");
    EXPECT_EQ(blocks_of("zonder regeleinde"), paragraph("zonder regeleinde"));
}

TEST(HtmlPart, JoinsASentenceThatWasWrapped) {
    EXPECT_EQ(
        blocks_of("Leg uw telefoon klaar,\nen de brief.\néén keer\nÉén regel\n- uw wachtwoord\n06 12"),
        paragraph(
            "Leg uw telefoon klaar, en de brief. één keer<br>\nÉén regel<br>\n- uw wachtwoord<br>\n06 12"));
}

constexpr auto escaped_link = "https://x.example/r/aB3?a=1&amp;b=2";

// Word draws the colour of a table's cell; it knows neither the padding nor the rounding of a link.
TEST(HtmlPart, MakesAButtonOfAnAddressAloneOnItsLineAndWritesItBelow) {
    auto const html = html_of("Klik:\n  https://x.example/r/aB3?a=1&b=2 \nTot maandag.");
    auto const button = html.substr(html.find("Klik:"), html.find("Tot maandag.") - html.find("Klik:"));
    EXPECT_EQ(count(html, "<a "), 2);
    EXPECT_EQ(count(html, "href=\"" + std::string(escaped_link) + "\""), 2);
    EXPECT_EQ(count(button, "<td class=\"button\" align=\"center\" bgcolor=\"#12508f\""), 1);
    EXPECT_EQ(count(button, ">Begin hier</a></td></tr></table>"), 1);
    EXPECT_EQ(count(button, ">" + std::string(escaped_link) + "</a></p>"), 1);
    EXPECT_NE(html.find(paragraph("Klik:")), std::string::npos);
    EXPECT_NE(html.find(paragraph("Tot maandag.")), std::string::npos);
}

TEST(HtmlPart, HasTheColoursOfTheBrandAndNoOther) {
    auto const html = html_of("x\n\nhttps://x.example/r/aB3?a=1&b=2");
    EXPECT_GE(count(html, "#12508f"), 3);
    EXPECT_GE(count(html, "#8bc0f0"), 2);
    for (auto const* of_the_built_in_brand : {"#0c6363", "#84d0cb"})
        EXPECT_EQ(count(html, of_the_built_in_brand), 0);
}

TEST(HtmlPart, ShowsALogoOnlyWhereOneIsSentAlong) {
    auto const with = [](bool has_logo) {
        MailLook const own{"#12508f", "#8bc0f0", has_logo};
        return html_part({.language = "nl", .subject = "s", .heading = "h", .text = "x", .look = own});
    };
    EXPECT_EQ(count(with(false), "<img"), 0);
    EXPECT_EQ(count(with(true), "<img src=\"cid:logo\" alt=\"\" height=\"44\""), 1);
}

TEST(HtmlPart, LetsTheTelephoneBePressed) {
    auto const html = html_of("Vragen? Bel De Linde: 020 - 555 01 34\nOf 030 555 01 34.");
    EXPECT_EQ(count(html, "<a "), 1);
    EXPECT_EQ(count(html, "href=\"tel:+31205550134\""), 1);
    EXPECT_EQ(count(html, ">020 - 555 01 34</a><br>"), 1);
}

TEST(HtmlPart, MakesNoLinkOfAnythingElse) {
    for (auto const* const line :
         {"Zie https://x.example/r/aB3?a=1&b=2", "https://x.example/ en meer", "ftp://x.example",
          "javascript:alert(1)", "https://x.example/\"onclick=x", "www.x.example", "https://x.example/<b>",
          "mailto:a@b.example", "https://x.example/", "https://huisarts-de-linde.example",
          "http://x.example/r/aB3?a=1&b=2", "https://x.example/r/aB3?a=1&b=2.", "https://x.example/r/aB3"})
        EXPECT_EQ(count(html_of(line), "<a "), 0) << line;
}

TEST(HtmlPart, MakesNoLinkInAMailWithoutOne) {
    auto const html = html_part({.language = "nl",
                                 .subject = "Klaar",
                                 .heading = "https://x.example",
                                 .text = "https://x.example\n\nKlaar.\n\n",
                                 .link = "",
                                 .link_label = "",
                                 .phone = "",
                                 .look = look});
    EXPECT_EQ(count(html, "<a "), 0);
    EXPECT_EQ(count(html, paragraph("https://x.example")), 1);
}

TEST(HtmlPart, EscapesEverything) {
    auto const html = html_part({.language = "nl\"><x",
                                 .subject = "<s> & {}",
                                 .heading = "De \"Linde\" & 'co' <h>",
                                 .text = "a <b> & {0} \"c\"\n\nhttps://x.example/'",
                                 .link = "https://x.example/'",
                                 .link_label = "<l>",
                                 .phone = "<p>",
                                 .look = look});
    for (auto const* const raw : {"<x", "<s>", "<h>", "<b>", "<l>", "<p>", "& ", "'co'"})
        EXPECT_EQ(count(html, raw), 0) << raw;
    EXPECT_EQ(count(html, paragraph("a &lt;b&gt; &amp; {0} &quot;c&quot;")), 1);
    EXPECT_EQ(count(html, "&lt;s&gt; &amp; {}"), 1);
}

}  // namespace
}  // namespace voordeur
