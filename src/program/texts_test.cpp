// SPDX-License-Identifier: EUPL-1.2
// No text that a person reads holds a placeholder: one that is left out does not compile, and what comes past
// the compiler throws.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "base/files.hpp"
#include "demo/words.hpp"
#include "embedded.hpp"
#include "error_summary.html.hpp"
#include "page.hpp"
#include "patients/invitation.mail.hpp"
#include "registration/cancelled.html.hpp"
#include "registration/words.hpp"
#include "wait.html.hpp"
#include "words/brand.hpp"

namespace voordeur {
namespace {

namespace cancelled = html::registration_cancelled;

template <class Made>
constexpr bool compiles_with_nothing = requires {
    Made{};
};
static_assert(!compiles_with_nothing<words::demo::when_and_to>);
static_assert(!compiles_with_nothing<mails::patients::invitation>);
static_assert(!compiles_with_nothing<cancelled::file>);
static_assert(!compiles_with_nothing<html::pages_wait::SMS_LIMIT>);
static_assert(!compiles_with_nothing<html::pages_error_summary::TRIES_LEFT>);

template <class Made>
constexpr bool compiles_without_to = requires {
    Made{.when = "nu"};
};
static_assert(!compiles_without_to<words::demo::when_and_to>);
template <class Made>
constexpr bool compiles_without_until = requires {
    Made{.link = "https://voordeur.example"};
};
static_assert(!compiles_without_until<mails::patients::invitation>);
template <class Made>
constexpr bool compiles_with_text = requires {
    Made{.tries = "twee"};
};
static_assert(!compiles_with_text<html::pages_error_summary::TRIES_LEFT>);
template <class Made>
constexpr bool compiles_with_all = requires {
    Made{.when = "nu", .to = "u"};
};
static_assert(compiles_with_all<words::demo::when_and_to>);

// What has placeholders is no name by itself.
static_assert(!std::is_convertible_v<words::demo::when_and_to, Word>);
static_assert(!std::is_convertible_v<cancelled::file, TemplateName>);
static_assert(!std::is_convertible_v<mails::patients::invitation, FilledWord>);

std::vector<Brand> every_brand() {
    std::vector<Brand> brands{built_in_brand()};
    for (auto const& file : std::filesystem::directory_iterator(VOORDEUR_SOURCE_DIR "/brands"))
        if (file.path().extension() == ".toml")
            brands.push_back(brand_from_toml(file_text(file.path()).value()));
    return brands;
}

// As a patient reads it: `{sms}` and `{sms_code}` are the brand's. `name` of a word: "sign_in.code_title".
std::string pattern_of(Brand const& brand, Language language, std::string const& name, std::string pattern) {
    auto const& own = brand.words.find(language);
    if (own != brand.words.end())
        if (auto const text = own->second.find(name); text != own->second.end()) pattern = text->second;
    for (auto const& [term, value] : brand.terms.at(language))
        for (auto at = pattern.find("{" + term + "}"); at != std::string::npos;
             at = pattern.find("{" + term + "}", at + value.size()))
            pattern.replace(at, term.size() + 2, value);
    return pattern;
}

// One word for one thing: a patient of one brand reads "SMS" and "TAN-code", of the other "sms" and
// "sms-code".
TEST(Texts, HaveOneWordForOneThingPerBrand) {
    std::regex const plain("\\bsms\\b|sms’|sms-code|Sms-code"), capitals("\\bSMS|TAN");
    for (auto const& brand : every_brand()) {
        auto const is_built_in = brand.terms.at(Language::dutch).at("sms") == "sms";
        auto const check = [&](std::string const& name, std::string const& text) {
            // journey.md gives this sentence to both.
            if (name == "sign_in.code_lead") return;
            EXPECT_FALSE(std::regex_search(text, is_built_in ? capitals : plain)) << name << ": " << text;
        };
        for (auto const& word : embedded_words())
            if (word.language == Language::dutch && !word.name.starts_with("demo."))
                check(std::string(word.name),
                      pattern_of(brand, word.language, std::string(word.name), std::string(word.pattern)));
        for (auto const& mail : embedded_mails())
            if (mail.language == Language::dutch)
                check(std::string(mail.name), pattern_of(brand, mail.language, "", std::string(mail.text)));
    }
}

// Said the wrong way once: Dutch that nobody says, and English that was translated word by word.
TEST(Texts, SayNothingThatWasMended) {
    std::regex const mended(
        "nodigt u uit voor|opnieuw laten sturen|niet genoeg aan uw|zorgt dat|[Kk]ruis (ze|het|aan)|[Dd]ruk "
        "op|"
        "[Ee]en zin van vier|U hebt |arrive well|Does it not work|[Pp]ress (this|that|the) link|need not do|"
        "voordeur unlock");
    for (auto const& word : embedded_words())
        EXPECT_FALSE(std::regex_search(std::string(word.pattern), mended))
            << word.name << ": " << word.pattern;
    for (auto const& mail : embedded_mails())
        EXPECT_FALSE(std::regex_search(std::string(mail.text), mended)) << mail.name;
}

WordParams values_for(std::map<std::string, PlaceholderKind> const& placeholders) {
    WordParams values;
    for (auto const& [name, kind] : placeholders) {
        if (kind == PlaceholderKind::count)
            values.push_back({name, std::int64_t{2}});
        else
            values.push_back({name, "waarde"});
    }
    return values;
}

void expect_no_braces(std::string_view text, std::string_view name) {
    EXPECT_EQ(text.find_first_of("{}"), std::string_view::npos) << name << ": " << text;
}

TEST(Texts, HoldNoPlaceholderWhenAllIsGiven) {
    for (auto const& brand : every_brand()) {
        Catalogue const catalogue(embedded_words(), embedded_mails(), brand, "Zorg ICT");
        for (auto const& word : embedded_words()) {
            auto const point = word.name.find('.');
            auto const* message =
                catalogue.find(word.name.substr(0, point), word.name.substr(point + 1), word.language);
            ASSERT_NE(message, nullptr) << word.name;
            auto const values = values_for(message->placeholders());
            expect_no_braces(message->text(values), word.name);
            expect_no_braces(message->html(values), word.name);
        }
        for (auto const& mail : embedded_mails()) {
            Message const whole(std::string(mail.text), mail.language);
            auto const placeholders = whole.placeholders();
            auto const [subject, text] =
                catalogue.mail(FilledMail({mail.name}, values_for(placeholders)), mail.language);
            expect_no_braces(subject + text, mail.name);
        }
    }
}

class PageTexts : public testing::Test {
  protected:
    std::string html(FilledTemplate const& file, std::optional<FilledSection> const& section = {}) {
        Page page(templates_, catalogue_, {}, {file, words::registration::cancelled_title});
        if (section) page.show(*section);
        return page.respond().body;
    }

  private:
    Catalogue const catalogue_{embedded_words(), embedded_mails(), built_in_brand(), "Zorg ICT"};
    Templates const templates_{embedded_templates(), catalogue_};
};

TEST_F(PageTexts, AreFilledInWhereTheyAreShown) {
    namespace wait = html::pages_wait;
    EXPECT_NE(html(cancelled::file{.until = "morgen"}).find("<strong>morgen</strong>"), std::string::npos);
    auto const until_two = html(wait::file, wait::SMS_LIMIT{.when = "14.00 uur"});
    EXPECT_NE(until_two.find("Vanaf 14.<span class=\"vd-nowrap\">00 uur</span>"), std::string::npos);
    EXPECT_EQ(until_two.find("minu"), std::string::npos);
    auto const a_minute = html(wait::file, wait::MINUTES_LEFT{.minutes = 1});
    EXPECT_NE(a_minute.find("<strong>1</strong> minuut"), std::string::npos);
}

TEST_F(PageTexts, ThrowWithoutTheirValues) {
    TemplateName const cancelled_page{"registration/cancelled.html"};
    EXPECT_THROW(html(cancelled_page), std::logic_error);
    EXPECT_THROW(html({cancelled_page, {{"when", "morgen"}}}), std::logic_error);
    for (auto const section :
         {SectionName{"SMS_LIMIT"}, SectionName{"SECONDS_LEFT"}, SectionName{"MINUTES_LEFT"}})
        EXPECT_THROW(html(html::pages_wait::file, section), std::logic_error);
}

}  // namespace
}  // namespace voordeur
