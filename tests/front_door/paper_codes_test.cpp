// SPDX-License-Identifier: EUPL-1.2
// Codes on paper: made, kept, used to the last, replaced and removed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "support/test_app.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto sms_code = "Vul de sms-code in";
constexpr auto paper_code = "Vul een papieren code in";
constexpr auto services = "Uw diensten";
constexpr auto papers = "Uw papieren codes";
constexpr auto my_account = "Mijn account";
constexpr auto changed = "Uw manier van inloggen";

class PaperCodesAtTheDoor : public testing::Test {
  protected:
    PaperCodesAtTheDoor() {
        make_account(app_, browser_);
        sign_in(browser_);
        browser_.submit({{"code", app_.code()}});
    }
    std::vector<std::string> shown() {
        auto text = browser_.html();
        text = text.substr(text.find("vd-codes"));
        text = text.substr(0, text.find("</ol>"));
        text = std::regex_replace(text, std::regex("<[^>]*>|\\s"), " ");
        text = std::regex_replace(text, std::regex("- +"), "-");
        std::vector<std::string> codes;
        std::regex const code("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}");
        for (std::sregex_iterator found(text.begin(), text.end(), code), end; found != end; ++found)
            codes.push_back(found->str());
        return codes;
    }
    std::vector<std::string> make() {
        if (browser_.open("/mijn-account/papieren-codes").html().find("vd-codes") == std::string::npos)
            browser_.press("/papieren-codes");
        return shown();
    }
    std::vector<std::string> make_and_keep() {
        auto const codes = make();
        EXPECT_EQ(browser_.submit({{"kept", "yes"}}).heading(), my_account) << browser_.text();
        return codes;
    }
    // From E1, the SMS passed over.
    TestBrowser& sign_in_on_paper(std::string const& code) {
        app_.wait(61min);  // no limit of an hour is in the way, and nobody is signed in
        sign_in(browser_);
        // After ten SMS a day it is asked without being chosen.
        if (browser_.heading() == sms_code) browser_.open("/inloggen/manier").submit({{"way", "paper"}});
        EXPECT_EQ(browser_.heading(), paper_code);
        return browser_.submit({{"code", code}});
    }

    TestApp app_;
    TestBrowser browser_ = app_.browser();
};

TEST_F(PaperCodesAtTheDoor, AreNothingBeforeTheyAreKept) {
    auto const codes = make();
    EXPECT_EQ(codes.size(), 10u);
    EXPECT_EQ(make(), codes) << "opened again";
    browser_.post("/mijn-account/papieren-codes", {});
    EXPECT_EQ(make(), codes) << "pressed again";
    EXPECT_EQ(browser_.submit({}).status(), 422);
    EXPECT_THAT(browser_.text(), HasSubstr("Bewaar eerst de codes"));
    EXPECT_EQ(count(app_, "factor WHERE kind = 'paper'"), 0);
    EXPECT_EQ(browser_.submit({{"kept", "yes"}}).heading(), my_account);
    EXPECT_THAT(browser_.text(), HasSubstr("U heeft er nog 10."));
    EXPECT_THAT(app_.mail("seyma@post.example", changed).text, HasSubstr("nieuwe papieren codes"));
    EXPECT_EQ(browser_.open("/mijn-account/papieren-codes").html().find(codes[0].substr(0, 4) + "-"),
              std::string::npos)
        << "never shown again";
}

TEST_F(PaperCodesAtTheDoor, AreOnAPdf) {
    make();
    auto const pdf = browser_.open("/mijn-account/papieren-codes/papieren-codes.pdf").html();
    EXPECT_TRUE(pdf.starts_with("%PDF")) << pdf.substr(0, 200);
}

TEST_F(PaperCodesAtTheDoor, SignInOnceEach) {
    auto const codes = make_and_keep();
    EXPECT_EQ(sign_in_on_paper(codes[0]).heading(), services);
    EXPECT_THAT(app_.mail("seyma@post.example", "Er is een papieren code gebruikt").text,
                HasSubstr("nog 9 papieren codes"));
    EXPECT_THAT(sign_in_on_paper(codes[0]).text(),
                testing::AllOf(HasSubstr("al gebruikt"), HasSubstr("nog 4 keer")));
    EXPECT_THAT(browser_.submit({{"code", "7K3M"}}).text(),
                testing::AllOf(HasSubstr("13 letters en cijfers"), Not(HasSubstr("nog 3 keer"))));
    EXPECT_THAT(browser_.submit({{"code", "7K3M-Q9TX-4HFAW"}}).text(),
                testing::AllOf(HasSubstr("klopt niet"), HasSubstr("nog 3 keer")));
    EXPECT_EQ(browser_.submit({{"code", codes[1]}}).heading(), services);
    EXPECT_EQ(lines(app_, AuditType::second_factor_paper_code), 2);
}

TEST_F(PaperCodesAtTheDoor, AreReplacedInTheSameSignInWhenTheyRunOut) {
    auto const codes = make_and_keep();
    for (std::size_t number = 0; number < codes.size(); ++number) {
        auto const left = 9 - static_cast<int>(number);
        sign_in_on_paper(codes[number]);
        EXPECT_EQ(browser_.heading(), left <= 3 ? papers : services) << left;
        if (left == 3) EXPECT_THAT(browser_.text(), HasSubstr("U heeft nog 3 papieren codes"));
        if (left == 1) EXPECT_THAT(browser_.text(), HasSubstr("U heeft nog 1 papieren code."));
    }
    EXPECT_THAT(browser_.text(), HasSubstr("Uw papieren codes zijn op"));
    browser_.press("/papieren-codes");
    auto const fresh = shown();
    EXPECT_EQ(browser_.submit({{"kept", "yes"}}).heading(), my_account) << "nothing more is asked";
    EXPECT_THAT(sign_in_on_paper(codes[3]).text(), HasSubstr("klopt niet"));
    EXPECT_EQ(browser_.submit({{"code", fresh[0]}}).heading(), services);
}

TEST_F(PaperCodesAtTheDoor, ANewSetEndsTheOneBefore) {
    auto const before = make_and_keep();
    app_.wait(2h);
    sign_in(browser_);
    browser_.submit({{"code", app_.code()}});
    if (browser_.heading() == sms_code) browser_.submit({{"code", app_.code()}});
    EXPECT_THAT(browser_.open("/mijn-account/papieren-codes").text(),
                HasSubstr("Uw vorige papier werkt niet meer"));
    auto const after = make_and_keep();
    EXPECT_THAT(sign_in_on_paper(before[5]).text(), HasSubstr("klopt niet"));
    EXPECT_EQ(browser_.submit({{"code", after[5]}}).heading(), services);
}

TEST_F(PaperCodesAtTheDoor, AreNeverFirstAndNeverAlone) {
    make_and_keep();
    EXPECT_THAT(browser_.open("/mijn-account").text(), Not(HasSubstr("als eerste naar vragen")))
        << "there is nothing to choose";
    browser_.open("/mijn-account/volgorde").post("/mijn-account/volgorde", {{"way", "paper"}});
    browser_.open("/mijn-account/verwijderen").post("/mijn-account/verwijderen", {{"way", "sms"}});
    EXPECT_EQ(count(app_, "factor WHERE ended_at IS NULL"), 2);
    EXPECT_EQ(browser_.open("/mijn-account/verwijderen").submit({{"way", "paper"}}).heading(), my_account);
    EXPECT_EQ(count(app_, "factor WHERE ended_at IS NULL"), 1);
}

}  // namespace
}  // namespace voordeur
