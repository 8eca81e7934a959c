// SPDX-License-Identifier: EUPL-1.2
#include "values/email_address.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

struct Case {
    std::string typed, text;
};

TEST(EmailAddress, IsReadHoweverItIsTyped) {
    for (auto const& [typed, text] : {
             Case{"jan@example.nl", "jan@example.nl"},
             Case{" Jan.Jansen@Example.NL ", "jan.jansen@example.nl"},
             Case{"\u200Ejan@example.nl\u200B", "jan@example.nl"},
             Case{"jan\u00A0@ example.nl", "jan@example.nl"},
             Case{"ｊａｎ＠example.nl", "jan@example.nl"},
             Case{"mailto:jan@example.nl", "jan@example.nl"},
             Case{"MAILTO: jan@example.nl", "jan@example.nl"},
             Case{"<jan@example.nl>", "jan@example.nl"},
             Case{"< jan@example.nl >", "jan@example.nl"},
             Case{"<mailto:jan@example.nl>", "jan@example.nl"},
             Case{"mailto:<jan@example.nl>", "jan@example.nl"},
             Case{"o'brien+huisarts@mail.example.co.uk", "o'brien+huisarts@mail.example.co.uk"},
             Case{"j_1-2@xn--mnchen-3ya.de", "j_1-2@xn--mnchen-3ya.de"},
             Case{"1@a-b.c1.nl", "1@a-b.c1.nl"},
             Case{"Jan <jan@example.nl>", "jan@example.nl"},
             Case{"\"Jansen, Jan\" <Jan@Example.nl>", "jan@example.nl"},
             Case{"Zoë van den Berg <jan@example.nl>;", "jan@example.nl"},
             Case{"Jan <mailto:jan@example.nl>", "jan@example.nl"},
             Case{"jan@example.nl <jan@example.nl>", "jan@example.nl"},
             Case{"jan@example.nl <mailto:jan@example.nl>", "jan@example.nl"},
             Case{"jan@example.nl;", "jan@example.nl"},
             Case{"jan@example.nl, ", "jan@example.nl"},
             Case{"mailto:jan@example.nl?subject=Hallo%20daar", "jan@example.nl"},
             Case{"jan@example.nl.", "jan@example.nl"},
             Case{"jan@example.nl>", "jan@example.nl"},
             Case{"(jan@example.nl)", "jan@example.nl"},
             Case{"(jan@example.nl).", "jan@example.nl"},
             Case{"jan@example.nl)", "jan@example.nl"},
             Case{"\"jan@example.nl\"", "jan@example.nl"},
             Case{"'jan@example.nl'", "jan@example.nl"},
             Case{"“jan@example.nl”", "jan@example.nl"},
             Case{"[jan@example.nl]", "jan@example.nl"},
             Case{"E-mail: jan@example.nl", "jan@example.nl"},
             Case{"Mijn mail: Jan@example.nl.", "jan@example.nl"},
             Case{"<mailto:jan@example.nl?subject=x>", "jan@example.nl"},
         }) {
        auto const address = EmailAddress::parse(typed);
        ASSERT_TRUE(address) << typed;
        EXPECT_EQ(address->text(), text);
        EXPECT_EQ(EmailAddress::parse(address->text()), address);
    }
}

TEST(EmailAddress, OfADomainInAnyScriptIsTheOneThatMailServersKnow) {
    for (auto const& [typed, text] : {
             Case{"jan@müller.example", "jan@xn--mller-kva.example"},
             Case{"Jan <Jan@MÜLLER.example>", "jan@xn--mller-kva.example"},
             Case{"jan@mu\u0308ller.example", "jan@xn--mller-kva.example"},
             Case{"jan@xn--mller-kva.example", "jan@xn--mller-kva.example"},
             Case{"jan@post.straße.example", "jan@post.xn--strae-oqa.example"},
             Case{"jan@παράδειγμα.δοκιμή", "jan@xn--hxajbheg2az3al.xn--jxalpdlp"},
             Case{"jan@例え。テスト", "jan@xn--r8jz45g.xn--zckzah"},
         }) {
        auto const address = EmailAddress::parse(typed);
        ASSERT_TRUE(address) << typed;
        EXPECT_EQ(address->text(), text);
    }
}

TEST(EmailAddress, IsRefused) {
    using namespace std::string_literals;
    for (auto const& typed : {""s,
                              " "s,
                              "jan"s,
                              "@"s,
                              "jan@"s,
                              "@example.nl"s,
                              "jan@example"s,
                              "jan@@example.nl"s,
                              "jan@example@example.nl"s,
                              "jan jansen@example.nl"s,
                              "jan@example. nl"s,
                              "jan@ex ample.nl"s,
                              ".jan@example.nl"s,
                              "jan.@example.nl"s,
                              "jan..jansen@example.nl"s,
                              "jan@.example.nl"s,
                              "jan@example..nl"s,
                              "jan@-example.nl"s,
                              "jan@example-.nl"s,
                              "jan@exa_mple.nl"s,
                              "jan@127.0.0.1"s,
                              "jan@[127.0.0.1]"s,
                              "jan@example.n"s,
                              "\"jan\"@example.nl"s,
                              "jan,piet@example.nl"s,
                              "jan@example.nl,piet@example.nl"s,
                              "jan@example.nl;piet@example.nl"s,
                              "jan\n@example.nl"s,
                              "jan@example.nl\r\nBcc: piet@example.nl"s,
                              "jan\0@example.nl"s,
                              "jan@example.nl\0"s,
                              "Jan <jan@example.nl"s,
                              "Jan <jan@example.nl> <piet@example.nl>"s,
                              "Jan <jan@example.nl>, Piet <piet@example.nl>"s,
                              "piet@example.nl <jan@example.nl>"s,
                              "Jan\r\nBcc: <jan@example.nl>"s,
                              "Jan <>"s,
                              "Jan jan@example.nl"s,
                              "mailto:jan@example.nl,piet@example.nl"s,
                              "<jan@example.nl"s,
                              "jan(huis)@example.nl"s,
                              "zoë@example.nl"s,
                              "jan@mü_ller.de"s,
                              "jan@-müller.de"s,
                              "jan@müller"s,
                              "jan@mü ller.de"s,
                              "müller.de"s,
                              "jan@example.nl?subject=x"s,
                              "jan\\@example.nl"s,
                              "j\xFFn@example.nl"s,
                              std::string(65, 'a') + "@example.nl",
                              "jan@" + std::string(64, 'a') + ".nl"}) {
        EXPECT_FALSE(EmailAddress::parse(typed)) << typed;
    }
}

TEST(EmailAddress, IsAtMost254Bytes) {
    auto const label = std::string(62, 'b') + ".";
    auto const domain = "@" + label + label + label + "nl";
    EXPECT_TRUE(EmailAddress::parse(std::string(254 - domain.size(), 'a') + domain));
    EXPECT_FALSE(EmailAddress::parse(std::string(255 - domain.size(), 'a') + domain));
}

TEST(EmailAddress, ComparesWithoutCase) {
    EXPECT_EQ(EmailAddress::parse("Jan@example.nl"), EmailAddress::parse("jan@EXAMPLE.nl"));
    EXPECT_NE(EmailAddress::parse("jan@example.nl"), EmailAddress::parse("jan@example.be"));
}

}  // namespace
}  // namespace voordeur
