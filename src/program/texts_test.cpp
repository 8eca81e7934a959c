// SPDX-License-Identifier: EUPL-1.2
// No text that a person reads holds a placeholder: one that is left out does not compile, and what comes past
// the compiler throws.
#include <gtest/gtest.h>

#include <filesystem>

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
    EXPECT_NE(until_two.find("Vanaf 14.00 uur"), std::string::npos);
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
