// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "words/brand.hpp"
#include "words/catalogue.hpp"
#include "words/country_names.hpp"
#include "words/dates.hpp"
#include "words/language.hpp"

namespace voordeur {
namespace {

TEST(Language, FollowsTheBrowser) {
    EXPECT_EQ(preferred_language(""), Language::dutch);
    EXPECT_EQ(preferred_language("fr, de"), Language::dutch);
    EXPECT_EQ(preferred_language("en-GB,en;q=0.9"), Language::english);
    EXPECT_EQ(preferred_language("fr;q=1.0, nl;q=0.4, en;q=0.5"), Language::english);
    EXPECT_EQ(preferred_language("EN;q=0.1,NL-be;q=0.2"), Language::dutch);
    EXPECT_EQ(preferred_language(";;q=,=,,"), Language::dutch);
}

TEST(CountryNames, AreInTheLanguageOfThePage) {
    EXPECT_EQ(country_name("NL", Language::dutch), "Nederland");
    EXPECT_EQ(country_name("CW", Language::dutch), "Curaçao");
    EXPECT_EQ(country_name("DE", Language::english), "Germany");
    EXPECT_EQ(country_name("??", Language::english), "??");
}

TEST(Message, FillsInAndEscapes) {
    Message const plain("Bel {practice} op **{phone}**.", Language::dutch);
    WordParams const params{{"practice", "<De Linde> & Co"}, {"phone", "0123"}};
    EXPECT_EQ(plain.text(params), "Bel <De Linde> & Co op **0123**.");
    EXPECT_EQ(plain.html(params), "Bel &lt;De Linde&gt; &amp; Co op <strong>0123</strong>.");
    EXPECT_EQ(plain.html({{"practice", "d**Or"}, {"phone", "**1"}}),
              "Bel d&#42;&#42;Or op <strong>&#42;&#42;1</strong>.");
    EXPECT_EQ(plain.text({{"practice", "{phone}"}, {"phone", "0123"}}), "Bel {phone} op **0123**.");
    EXPECT_FALSE(plain.is_constant());
    EXPECT_TRUE(Message("Verder", Language::dutch).is_constant());
}

TEST(Message, Plurals) {
    Message const tries("Nog {tries, plural, one {**één** keer} other {**#** keer}}, {name}.",
                        Language::dutch);
    EXPECT_EQ(tries.text({{"tries", std::int64_t{1}}, {"name", "u"}}), "Nog **één** keer, u.");
    EXPECT_EQ(tries.html({{"tries", std::int64_t{3}}, {"name", "<u>"}}),
              "Nog <strong>3</strong> keer, &lt;u&gt;.");
}

std::string const plural = "Nog {tries, plural, one {één keer bij {name}} other {# keer}}, {when}.";

TEST(Message, ThrowsWhatHasNoValue) {
    std::int64_t const two = 2;
    struct Case {
        std::string pattern;
        WordParams params;
    };
    for (auto const& [pattern, params] :
         {Case{"Vanaf {when}.", {}}, Case{"Vanaf {when}.", {{"until", "14.20 uur"}}},
          Case{"{code} van {practice}", {{"code", "123456"}}}, Case{plural, {}},
          Case{plural, {{"tries", two}, {"name", "De Linde"}}},
          Case{plural, {{"tries", two}, {"when", "nu"}}},  // a branch that is not shown
          Case{plural, {{"name", "De Linde"}, {"when", "nu"}}}}) {
        Message const message(pattern, Language::dutch);
        EXPECT_THROW(message.text(params), std::logic_error) << pattern;
        EXPECT_THROW(message.html(params), std::logic_error) << pattern;
    }
}

TEST(Message, KnowsWhatItNeeds) {
    using enum PlaceholderKind;
    using Placeholders = std::map<std::string, PlaceholderKind>;
    EXPECT_EQ(Message("Verder", Language::dutch).placeholders(), Placeholders{});
    EXPECT_EQ(Message(plural, Language::dutch).placeholders(),
              (Placeholders{{"name", text}, {"tries", count}, {"when", text}}));
    EXPECT_EQ(Message("**{n}** {n, plural, one {uur} other {uren}}", Language::dutch).placeholders(),
              (Placeholders{{"n", count}}));
}

TEST(Message, RefusesWhatIcuCannotRead) {
    EXPECT_THROW(Message("{", Language::dutch), std::runtime_error);
    EXPECT_THROW(Message("{n, plural, one {x}}", Language::dutch), std::runtime_error);
}

TEST(Dates, AreThoseOfTheNetherlands) {
    auto const time = from_stored(1'796'599'920'000);  // 2026-12-06T23:32:00Z
    EXPECT_EQ(long_date(time, Language::dutch), "maandag 7 december 2026");
    EXPECT_EQ(time_of_day(time, Language::dutch), "00.32 uur");
    EXPECT_EQ(plain_date(time, Language::english), "7 December 2026");
    EXPECT_EQ(year_of(from_stored(1'798'758'000'000)), 2027);  // 2026-12-31T23:00:00Z
}

TEST(Dates, SayTheEndOfADayAsThatDay) {
    using std::chrono::milliseconds;
    auto const midnight = from_stored(1'796'598'000'000);  // 2026-12-06T23:00:00Z
    EXPECT_EQ(until(midnight, Language::dutch), "tot en met zondag 6 december 2026");
    EXPECT_EQ(until(midnight, Language::english), "up to and including Sunday 6 December 2026");
    EXPECT_EQ(until(midnight - milliseconds(1), Language::dutch), "tot zondag 6 december 2026, 23.59 uur");
    EXPECT_EQ(until(midnight + milliseconds(1), Language::english), "until Monday 7 December 2026, 00:00");
    auto const summer = from_stored(1'782'770'400'000);  // 2026-06-29T22:00:00Z
    EXPECT_EQ(until(summer, Language::dutch), "tot en met maandag 29 juni 2026");
    EXPECT_EQ(until(summer + std::chrono::hours(1), Language::dutch), "tot dinsdag 30 juni 2026, 01.00 uur");
}

TEST(Dates, EndAtMidnightAlsoWhenTheClockChanges) {
    using std::chrono::hours;
    auto const midnight = [](std::int64_t day) {
        return Time(std::chrono::sys_days(std::chrono::days(day)));
    };
    auto const winter = midnight(20'800) - hours(1);  // 2026-12-13, as 2026-12-12T23:00:00Z
    EXPECT_EQ(end_of_day(winter), winter + hours(24));
    EXPECT_EQ(end_of_day(winter + hours(24) - std::chrono::milliseconds(1)), winter + hours(24));
    auto const spring = midnight(20'905) - hours(1);  // 2027-03-28, from which summer time is
    EXPECT_EQ(end_of_day(spring + hours(10)), spring + hours(23));
    auto const autumn = midnight(21'122) - hours(2);  // 2027-10-31, the last of it
    EXPECT_EQ(end_of_day(autumn + hours(10)), autumn + hours(25));
    using namespace std::chrono;
    for (auto const time : {autumn, autumn + hours(25) - milliseconds(1)})
        EXPECT_EQ(day_of(time), year(2027) / October / 31);
    EXPECT_EQ(day_of(autumn - milliseconds(1)), year(2027) / October / 30);
}

TEST(Catalogue, TakesTheFoldersOwnTextThenWebs) {
    WordText const words[] = {{"pages.sign_in", Language::dutch, "Inloggen"},
                              {"pages.step", Language::dutch, "Stap"},
                              {"registration.step", Language::dutch, "Stap met {key}"},
                              {"pages.sign_in", Language::english, "Sign in"},
                              {"pages.step", Language::english, "Step"},
                              {"registration.step", Language::english, "Step with {key}"}};
    auto brand = built_in_brand();
    brand.words[Language::dutch]["registration.step"] = "Merk {key}";
    Catalogue const catalogue(words, {}, brand, "Voordeur");
    EXPECT_EQ(catalogue.text(Word{"registration.step"}, Language::dutch), "Merk inlognaam");
    EXPECT_EQ(catalogue.text(Word{"registration.step"}, Language::english), "Step with sign-in name");
    EXPECT_EQ(catalogue.find("registration", "sign_in", Language::dutch)->text({}), "Inloggen");
    EXPECT_EQ(catalogue.find("registration", "nothing", Language::dutch), nullptr);
}

std::string complaint_of(Brand const& brand, std::string const& operator_name = "Voordeur") {
    WordText const words[] = {{"sign_in.wait", Language::dutch, "{key}: vanaf {when}"},
                              {"sign_in.tries", Language::dutch, "{n, plural, one {één} other {#}}"}};
    try {
        Catalogue const catalogue(words, {}, brand, operator_name);
        return "none";
    } catch (std::runtime_error const& error) {
        return error.what();
    }
}

TEST(Catalogue, RefusesABrandThatAsksForWhatIsNotGiven) {
    auto const complaint = [](std::string const& word, std::string const& text) {
        auto brand = built_in_brand();
        brand.words[Language::dutch][word] = text;
        return complaint_of(brand);
    };
    EXPECT_EQ(complaint("sign_in.wait", "{service}: {when}"), "none");
    EXPECT_EQ(complaint("sign_in.wait", "Later"), "none");
    EXPECT_EQ(complaint("sign_in.tries", "{n}"), "none");
    EXPECT_EQ(complaint("sign_in.wait", "Vanaf {time}"),
              "brand: words.nl.sign_in.wait has {time}, which this text is never given.");
    EXPECT_EQ(complaint("sign_in.wait", "{when, plural, one {uur} other {uren}}"),
              "brand: words.nl.sign_in.wait has {when}, which this text is never given as a number.");
}

TEST(Catalogue, RefusesBracesInATerm) {
    auto brand = built_in_brand();
    EXPECT_EQ(complaint_of(brand, "Zorg {ICT}"), "operator.name must have no { and no }.");
    brand.terms[Language::english]["key"] = "{when}";
    EXPECT_EQ(complaint_of(brand), "brand: terms.key must have no { and no }.");
}

TEST(Brand, ReplacesTermsWordsAndColours) {
    auto const brand =
        brand_from_toml("[terms]\nkey = \"SLEUTEL\"\n[words.nl.pages]\nsign_in = \"INLOGGEN\"\n");
    EXPECT_EQ(brand.terms.at(Language::dutch).at("key"), "SLEUTEL");
    EXPECT_EQ(brand.words.at(Language::dutch).at("pages.sign_in"), "INLOGGEN");
    EXPECT_EQ(brand_style(brand), "");
}

TEST(Countries, StandInTheAlphabetOfTheLanguage) {
    std::vector<NamedCountry> countries{
        {"ZW", 263, "Zimbabwe"}, {"AX", 358, "Åland"}, {"ES", 34, "Spanje"}, {"BE", 32, "België"}};
    sort_by_name(countries, Language::dutch);
    std::string regions;
    for (auto const& country : countries) regions += country.region;
    EXPECT_EQ(regions, "AXBEESZW");
    EXPECT_EQ(country_name("ES", Language::dutch), "Spanje");
}

TEST(Brand, HasALogoOfItsOwn) {
    EXPECT_EQ(built_in_brand().logo, "");
    EXPECT_EQ(brand_from_toml("logo = \"linde/beeldmerk.svg\"").logo, "linde/beeldmerk.svg");
}

TEST(Brand, SaysWhatIsWrong) {
    auto const complaint = [](std::string const& toml) {
        try {
            brand_from_toml(toml);
            return std::string("none");
        } catch (std::runtime_error const& error) {
            return std::string(error.what());
        }
    };
    EXPECT_EQ(complaint("colour = 1"), "brand: unknown key \"colour\".");
    EXPECT_EQ(complaint("[terms]\nkeys = \"x\""), "brand: unknown term \"keys\".");
    for (auto const* sender : {"", "Huisartsenpraktijken", "12345678901234567", "Dé Linde"})
        for (auto const* table : {"[terms]", "[terms.nl]"})
            EXPECT_EQ(complaint(std::string(table) + "\nsms_sender = \"" + sender + "\"")
                          .find(std::string("brand: terms.sms_sender is \"") + sender + "\""),
                      0U)
                << sender;
    EXPECT_EQ(complaint("[terms]\nsms_sender = \"De Linde\""), "none");
    EXPECT_EQ(complaint("logo = \"logo.exe\""),
              "brand: \"logo\" must name a file that ends with .svg or .png.");
    EXPECT_EQ(complaint("[colours.light]\n50 = \"red\""), "brand: colours.light needs \"50\" as #rrggbb.");
    std::string pale = "[colours.light]\n";
    for (auto const* step : {"50", "100", "200", "300", "400", "500", "600", "700"})
        pale += std::string(step) + " = \"#eeeeee\"\n";
    EXPECT_NE(complaint(pale).find("cannot be read on #ffffff"), std::string::npos) << complaint(pale);
}

}  // namespace
}  // namespace voordeur
