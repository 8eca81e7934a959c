// SPDX-License-Identifier: EUPL-1.2
#include "web/templates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace voordeur {
namespace {

using testing::HasSubstr;

constexpr ValueName NAME{"NAME"};
constexpr SectionName PART{"PART"}, INNER{"INNER"};
constexpr IncludeName FIELD{"FIELD"};
constexpr std::string_view nasty = "\"'<b>&\n";
constexpr std::string_view nasty_escaped = "&quot;&#39;&lt;b&gt;&amp; ";

WordText const words[] = {
    {"pages.plain", Language::dutch, "Wie bent u?"},
    {"pages.plain", Language::english, "Who are you?"},
    {"pages.nasty", Language::dutch, "\"'<b>&"},
    {"pages.nasty", Language::english, "\"'<b>&"},
    {"pages.bold", Language::dutch, "Bel **{practice}** & co"},
    {"pages.bold", Language::english, "Call **{practice}** & co"},
    {"pages.when", Language::dutch, "Vanaf {when}"},
    {"pages.when", Language::english, "From {when}"},
    {"pages.parts", Language::dutch, "In {when}praktijk, {when}, mijn.{when}.example: **{when}**"},
    {"pages.parts", Language::english, "At {when}practice, {when}, my.{when}.example: **{when}**"},
    {"pages.twice", Language::dutch, "Uw e-mail van {when} & {practice}, of **{when}**."},
    {"pages.twice", Language::english, "Your e-mail of {when} & {practice}, or **{when}**."},
    {"pages.days", Language::dutch, "{when}: {days, plural, one {# dag} other {# dagen}}"},
    {"pages.days", Language::english, "{when}: {days, plural, one {# day} other {# days}}"},
    {"pages.constant_bold", Language::dutch, "<Bel> **nu**"},
    {"pages.constant_bold", Language::english, "<Call> **now**"},
};

class TemplatesTest : public testing::Test {
  protected:
    std::string page(std::string const& text, Filling const& filling,
                     Language language = Language::dutch) const {
        Catalogue const catalogue(words, {}, built_in_brand(), "Voordeur");
        std::vector<TemplateFile> const files{{"pages/page.html", text},
                                              {"pages/field.html", "<i>{{NAME}}</i>{{W_nasty}}"}};
        Filling everywhere;
        everywhere.set(ValueName("FORM_TOKEN"), "token");
        WordParams const params{{"practice", "<De Linde>"}};
        return Templates(files, catalogue)
            .expand(TemplateName{"pages/page.html"}, filling, {language, params, everywhere});
    }
    std::string page(std::string const& text) const { return page(text, Filling()); }
    std::string named(std::string const& text, std::string_view name) const {
        Filling filling;
        filling.set(NAME, name);
        return page(text, filling);
    }
    std::string refusal_of(std::string const& text) const {
        try {
            page(text);
            return "none";
        } catch (std::runtime_error const& error) {
            return error.what();
        }
    }
};

TEST_F(TemplatesTest, EscapesValuesInTextAndAttributes) {
    EXPECT_EQ(named("<p>{{NAME}}</p>", nasty), "<p>" + std::string(nasty_escaped) + "</p>\n");
    EXPECT_EQ(named("<p title=\"{{NAME}}\">", nasty), "<p title=\"" + std::string(nasty_escaped) + "\">\n");
    EXPECT_EQ(named("<pre>{{NAME:p}}</pre>", "a\n<b>"), "<pre>a\n&lt;b&gt;</pre>\n");
    EXPECT_EQ(named("<p>{{NAME:none}}</p>", "<b>our own</b>"), "<p><b>our own</b></p>\n");
    EXPECT_EQ(page("<p>{{NAME}}</p>"), "<p></p>\n");
    EXPECT_EQ(page("<input value=\"{{FORM_TOKEN}}\">"), "<input value=\"token\">\n");
}

TEST_F(TemplatesTest, EscapesWordsWhereTheyStand) {
    EXPECT_EQ(page("<p>{{W_plain}}</p>"), "<p>Wie bent u?</p>\n");
    EXPECT_EQ(page("<p>{{W_plain}}</p>", Filling(), Language::english), "<p>Who are you?</p>\n");
    EXPECT_EQ(page("<p>{{W_nasty}}</p>"), "<p>&quot;&#39;&lt;b&gt;&amp;</p>\n");
    EXPECT_EQ(page("<p title=\"{{W_nasty}}\">"), "<p title=\"&quot;&#39;&lt;b&gt;&amp;\">\n");
    EXPECT_EQ(page("<a href=\"?x={{W_nasty}}\">"), "<a href=\"?x=&quot;&#39;&lt;b&gt;&amp;\">\n");
    EXPECT_EQ(page("<p>{{H_constant_bold:none}}</p>"), "<p>&lt;Bel&gt; <strong>nu</strong></p>\n");
    EXPECT_EQ(page("<p>{{H_bold:none}}</p>"), "<p>Bel <strong>&lt;De Linde&gt;</strong> &amp; co</p>\n");
    EXPECT_EQ(page("<p>{{W_bold}}</p>"), "<p>Bel **&lt;De Linde&gt;** &amp; co</p>\n");
}

TEST_F(TemplatesTest, PutsNoProgramInAnAddress) {
    for (auto const* address :
         {"/inloggen", "https://example.org/?a=b:c", "HTTP://example.org", "#veld", "?taal=nl", "a/b:c", ""})
        EXPECT_EQ(named("<a href=\"{{NAME}}\">", address), "<a href=\"" + std::string(address) + "\">\n");
    for (auto const* address : {"javascript:alert(1)", "JavaScript:x", " javascript:x", "java\nscript:x",
                                "\x01javascript:x", "data:text/html,x", "vbscript:x", ":x"})
        EXPECT_EQ(named("<a href=\"{{NAME}}\">", address).find("script:"), std::string::npos) << address;
    // To a browser a path and a fragment.
    EXPECT_EQ(named("<a href=\"{{NAME}}\">", "&#106;avascript:x"), "<a href=\"&amp;#106;avascript:x\">\n");
    // The first of two may be empty.
    EXPECT_EQ(named("<a href=\"{{FORM_TOKEN}}{{NAME}}\">", "javascript:x"), "<a href=\"token#\">\n");
    EXPECT_EQ(named("<form action=\"{{NAME}}\">", "javascript:x"), "<form action=\"#\">\n");
    EXPECT_EQ(named("<a href=\"tel:{{NAME}}\">", "+31:1\""), "<a href=\"tel:+31:1&quot;\">\n");
}

TEST_F(TemplatesTest, ShowsSectionsRowsAndIncludes) {
    std::string const text =
        "<p{{#PART}} class=\"x\"{{/PART}}>{{#PART}}[{{NAME}}{{#INNER}}!{{/INNER}}]{{/PART}}</p>";
    EXPECT_EQ(page(text), "<p></p>\n");
    Filling shown;
    shown.show(PART);
    shown.set(NAME, "a");
    EXPECT_EQ(page(text, shown), "<p class=\"x\">[a]</p>\n");
    Filling rows;
    rows.set(NAME, "around");
    rows.add(PART).set(NAME, "1");
    rows.add(PART).show(INNER);
    EXPECT_EQ(page("<option{{#PART}} selected{{/PART}}{{#INNER}} x{{/INNER}}>", shown),
              "<option selected>\n");
    EXPECT_EQ(page("{{#PART}}[{{NAME}}{{#INNER}}!{{/INNER}}]{{/PART}}", rows), "[1][around!]\n");
    Filling including;
    including.set(NAME, "not seen");
    including.include(FIELD, TemplateName{"pages/field.html"}).set(NAME, "<1>");
    including.include(FIELD, TemplateName{"pages/field.html"});
    EXPECT_EQ(page("<p>{{>FIELD}}</p>", including),
              "<p><i>&lt;1&gt;</i>&quot;&#39;&lt;b&gt;&amp;\n<i></i>&quot;&#39;&lt;b&gt;&amp;\n</p>\n");
}

TEST_F(TemplatesTest, GivesWordsWhatTheirSectionBrought) {
    std::string const text = "{{#PART}}{{W_bold}};{{/PART}}";
    Filling shown;
    shown.show({PART, {{"practice", "A&B"}}});
    EXPECT_EQ(page(text, shown), "Bel **A&amp;B** &amp; co;\n");
    Filling rows;
    rows.add({PART, {{"practice", "1"}}});
    rows.add({PART, {{"practice", "2"}}});
    EXPECT_EQ(page(text, rows), "Bel **1** &amp; co;Bel **2** &amp; co;\n");
}

TEST_F(TemplatesTest, GivesEachSectionItsOwnValuesAndNoneElse) {
    std::string const text = "{{#PART}}{{W_when}};{{/PART}}{{#INNER}}{{W_when}};{{/INNER}}";
    Filling two;
    two.show({PART, {{"when", "<1> uur"}}});
    two.show({INNER, {{"when", "2 uur"}}});
    EXPECT_EQ(page(text, two), "Vanaf &lt;1&gt; uur;Vanaf <span class=\"vd-nowrap\">2 uur</span>;\n");
    EXPECT_EQ(page(text), "\n");
    EXPECT_THROW(page("{{W_when}}", two), std::logic_error);
    Filling without;
    without.show(PART);
    EXPECT_THROW(page(text, without), std::logic_error);
}

// The text around a value is made ahead where the two are typeset alike, apart or together.
TEST_F(TemplatesTest, TypesetsWordsAsAWhole) {
    std::string const whole = "<span class=\"vd-nowrap\">e-mail</span>";
    Filling shown;
    shown.show({PART, {{"when", "voorbeeld"}}});
    EXPECT_EQ(page("{{#PART}}{{W_parts}}{{/PART}}", shown),
              "In voorbeeld\u00adpraktijk, voorbeeld, mijn<wbr>.voorbeeld<wbr>.example: **voorbeeld**\n");
    EXPECT_EQ(page("{{#PART}}{{H_parts:none}}{{/PART}}", shown),
              "In voorbeeld\u00adpraktijk, voorbeeld, mijn<wbr>.voorbeeld<wbr>.example: "
              "<strong>voorbeeld</strong>\n");
    Filling typeset;
    typeset.show({PART, {{"when", "'e-mail'*"}}});
    EXPECT_EQ(page("{{#PART}}{{H_twice:none}}{{/PART}}", typeset),
              "Uw " + whole + " van &#39;" + whole + "&#39;&#42; &amp; &lt;De Linde&gt;, of <strong>&#39;" +
                  whole + "&#39;&#42;</strong>.\n");
    EXPECT_EQ(
        page("{{#PART}}<p title=\"{{W_twice}}\">{{/PART}}", typeset),
        "<p title=\"Uw e-mail van &#39;e-mail&#39;* &amp; &lt;De Linde&gt;, of **&#39;e-mail&#39;***.\">\n");
    Filling counted;
    counted.show({PART, {{"when", "<nu>"}, {"days", 1}}});
    EXPECT_EQ(page("{{#PART}}{{W_days}}{{/PART}}", counted),
              "&lt;nu&gt;: <span class=\"vd-nowrap\">1 dag</span>\n");
}

TEST_F(TemplatesTest, LeavesOutWhatIsThereForTheReaderOfTheTemplate) {
    EXPECT_EQ(page("<ul>\n\n    <li>a b\n  c</li>\n</ul>"), "<ul>\n<li>a b\nc</li>\n</ul>\n");
}

TEST_F(TemplatesTest, RefusesWhatNoEscapingMakesSafe) {
    EXPECT_THAT(refusal_of("<p>{{W_unknown}}"),
                HasSubstr("pages/page.html: it asks for an unknown word W_unknown"));
    for (auto const* wrong : {"<p {{NAME}}>",
                              "<p title={{NAME}}>",
                              "<p title='{{NAME}}'>",
                              "<p title=a>",
                              "<{{NAME}}>",
                              "<p onclick=\"{{NAME}}\">",
                              "<p style=\"{{NAME}}\">",
                              "<iframe srcdoc=\"{{NAME}}\">",
                              "<script>{{NAME}}</script>",
                              "<SCRIPT>{{NAME}}</SCRIPT>",
                              "<style>a{}</style>",
                              "<!-- {{NAME}} -->",
                              "<script/>{{NAME}}",
                              "<p title=\"{{H_constant_bold:none}}\">",
                              "<p>{{H_constant_bold}}</p>",
                              "<p>{{W_plain:none}}</p>",
                              "<p title=\"{{NAME:none}}\">",
                              "<p>{{NAME:js}}</p>",
                              "<p title=\"{{>FIELD}}\">",
                              "<a href=\"{{#PART}}x{{/PART}}{{NAME}}\">",
                              "<p{{#PART}}>{{/PART}}>",
                              "<p{{#PART}}re{{/PART}}>",
                              "<p{{#PART}} class=\"x\"{{/PART}}re>",
                              "<p{{#PART}} a{{/PART}}b>",
                              "<p{{#PART}} a{{/PART}}=\"{{NAME}}\">",
                              "{{#PART}}",
                              "{{/PART}}",
                              "{{#PART}}{{#INNER}}{{/PART}}{{/INNER}}",
                              "<p",
                              "{{NAME",
                              "{{}}",
                              "{{a b}}",
                              "{{%AUTOESCAPE}}",
                              "{{!x}}"})
        EXPECT_NE(refusal_of(wrong), "none") << wrong;
    EXPECT_EQ(
        refusal_of("<!doctype html><script type=\"module\" src=\"{{NAME}}/x.js\"></script><br/>{{NAME}}"),
        "none");
}

}  // namespace
}  // namespace voordeur
