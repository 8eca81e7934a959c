// SPDX-License-Identifier: EUPL-1.2
// A mobile number that the practice told is offered at F2, and not shown to whoever does not know it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_app.hpp"

namespace voordeur {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TestPatient with_phone() {
    return {.phone = "+33698765410"};
}

TEST(KnownPhone, IsOfferedByItsLastDigitsAndLinkedByOnePress) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser, with_phone());
    EXPECT_THAT(browser.text(), AllOf(HasSubstr("eindigt op 10"), Not(HasSubstr("987"))));
    browser.submit({{"known_phone", "yes"}});
    EXPECT_THAT(browser.text(), AllOf(HasSubstr("•• 10"), Not(HasSubstr("98 76"))));
    browser.open("/tweede-factor/code");
    EXPECT_THAT(browser.html(), Not(HasSubstr("98 76")));
    auto const sms = app.text_message();
    EXPECT_EQ(sms.to_e164, "+33698765410");
    browser.submit({{"code", sms.text.substr(sms.text.find_first_of("0123456789"), 6)}});
    EXPECT_THAT(browser.html(), Not(HasSubstr("98 76")));
    EXPECT_EQ(browser.submit({{"password", test_password}}).heading(), "U bent klaar") << browser.text();
}

TEST(KnownPhone, MayBeAnother) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser, with_phone());
    ask_code(browser);
    EXPECT_EQ(app.text_message().to_e164, "+31612345678");
    EXPECT_THAT(browser.text(), HasSubstr("06 12 34 56 78"));
}

TEST(KnownPhone, IsNotOfferedWhereThePracticeToldNone) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser);
    EXPECT_THAT(browser.text(), Not(HasSubstr("eindigt op")));
    EXPECT_EQ(browser.post("/tweede-factor/telefoon", {{"known_phone", "yes"}}).status, 303);
    EXPECT_EQ(app.sms(), 0u);
}

TEST(Language, OfAnInvitationIsWhatThePracticeSays) {
    TestApp app;
    TestPatient const anna{
        .name = "Anna Proefpersoon", .email = "anna@post.example", .language = Language::english};
    app.invite(anna);
    EXPECT_THAT(app.mail(anna.email, "Step 1: ").text, HasSubstr("This e-mail is for A. P."));
    app.invite({.name = anna.name, .email = anna.email});
    EXPECT_EQ(app.mail(anna.email, "Step 1: ").to, anna.email) << "kept when not said again";
}

}  // namespace
}  // namespace voordeur
