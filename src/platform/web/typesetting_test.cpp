// SPDX-License-Identifier: EUPL-1.2
#include "web/typesetting.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(Typesetting, BreaksLinesWhereAPersonWould) {
    auto const kept = [](std::string const& word) { return "<span class=\"vd-nowrap\">" + word + "</span>"; };
    struct Case {
        std::string escaped, html;
    };
    for (auto const& [escaped, html] : {
             Case{"", ""},
             Case{"Kijk in uw e-mail.", "Kijk in uw " + kept("e-mail") + "."},
             Case{"E-mailadres", kept("E-mailadres")},
             Case{"Sms-code, super-PIN", kept("Sms-code") + ", " + kept("super-PIN")},
             Case{"06-12345678", kept("06-12345678")},
             Case{"in- of uitgelogd", "in- of uitgelogd"},
             Case{"a - b -", "a - b -"},
             Case{"Twee-factor-authenticatie", "Twee-factor-authenticatie"},
             Case{"Gebruikersvoorwaarden", "Gebruikers\u00advoorwaarden"},
             Case{"HUISARTSENPRAKTIJK", "HUISARTSEN\u00adPRAKTIJK"},
             Case{"Fysiotherapiepraktijk De Linde", "Fysio\u00adtherapie\u00adpraktijk De Linde"},
             Case{"praktijk, informatie, nummer", "praktijk, informatie, nummer"},
             Case{"voorbeeldpatiënten", "voorbeeld\u00adpatiënten"},
             Case{"d&#39;Or &amp; <strong>e-mail</strong>",
                  "d&#39;Or &amp; <strong>" + kept("e-mail") + "</strong>"},
             Case{"op mijn.delinde.example.", "op mijn<wbr>.delinde<wbr>.example."},
             Case{"afgedrukt/opgeslagen.", "afgedrukt/<wbr>opgeslagen."},
             Case{"en/of, 1/2, km/u, a / b, <b>x</b>", "en/of, 1/2, km/u, a / b, <b>x</b>"},
             Case{"J.P. de Vries, z.o.z.", "J.P. de Vries, z.o.z."},
             Case{"vanaf 3 december 2026, 14.20 uur.",
                  "vanaf " + kept("3 december") + " 2026, 14." + kept("20 uur") + "."},
             Case{"60 minuten", kept("60 minuten")},
             Case{"2 gebruikersvoorwaarden", "2 gebruikers\u00advoorwaarden"},
             Case{"06 12 34 56 78, 3 e-mails, 5, 1 &amp; 2",
                  "06 12 34 56 78, 3 " + kept("e-mails") + ", 5, 1 &amp; 2"},
             Case{"a <b", "a <b"},
             Case{"a &am", "a &am"},
         }) {
        std::string made;
        append_typeset(made, escaped);
        EXPECT_EQ(made, html) << escaped;
    }
}

TEST(Typesetting, KnowsWhatStandsApart) {
    for (std::string const text :
         {"|", "van | en", "(|)", "van |.", "van |. Dan", "<strong>|</strong>", "&quot;|&quot;", "/|/"})
        EXPECT_TRUE(stands_apart(text, text.find('|'))) << text;
    for (std::string const text : {"voor|", "|praktijk", "e-|", "|-code", "mijn.|", "|.example", "“|”"})
        EXPECT_FALSE(stands_apart(text, text.find('|'))) << text;
}

}  // namespace
}  // namespace voordeur
