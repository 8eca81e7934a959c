// SPDX-License-Identifier: EUPL-1.2
// What the owner of an account changes in Mijn account: each asks what is missing, is told, and happens once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "values/super_pin.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto ways_changed = "Uw manier van inloggen is gewijzigd";
constexpr auto my_account = "Mijn account";
constexpr auto new_password = "lantaarn dek vijver potlood";
constexpr auto new_email = "seyma.nieuw@post.example";
TestPatient const seyma;

class AccountChanges : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        make_account(app_, browser_);
        sign_in_with_code(app_, browser_);
    }
    // The page of a change, with all that it asks.
    TestBrowser& go_to(std::string const& page) {
        app_.wait(6min);
        browser_.open(page);
        confirm_change(app_, browser_);
        EXPECT_EQ(browser_.path(), page) << browser_.text();
        return browser_;
    }
    std::string link_in(Email const& mail, std::string const& path) {
        auto const begin = mail.text.find(path);
        if (begin == std::string::npos) return "/";
        return mail.text.substr(begin, path.size() + 27);
    }
    // The right one of this form 16 times at once: how often it was done.
    int times_done(std::string const& path, Fields const& fields, std::string const& done) {
        std::atomic<int> times = 0;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&, browser = browser_]() mutable {
                auto const answer = browser.post(path, fields);
                if (answer.header_lines.find(done) != std::string::npos ||
                    answer.body.find(done) != std::string::npos)
                    ++times;
            });
        threads.clear();
        return times;
    }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
};

TEST_P(AccountChanges, AreAskedForAndNothingIsDoneBefore) {
    app_.wait(6min);
    for (auto const* page : {"/mijn-account/wachtwoord", "/mijn-account/super-pin", "/mijn-account/telefoon",
                             "/mijn-account/e-mail", "/mijn-account/meenemen", "/mijn-account/opheffen"}) {
        EXPECT_EQ(browser_.open(page).heading(), "Bevestig dat u het bent") << page;
        EXPECT_EQ(browser_
                      .post(page, {{"password", new_password},
                                   {"password_again", new_password},
                                   {"phone", "0612345999"},
                                   {"email", new_email}})
                      .status,
                  303);
    }
    for (auto const* file :
         {"/mijn-account/meenemen/mijn-gegevens.json", "/mijn-account/meenemen/mijn-gegevens.html",
          "/mijn-account/super-pin/super-pin.pdf"})
        EXPECT_EQ(browser_.open(file).heading(), "Bevestig dat u het bent") << file;
    EXPECT_EQ(count(app_, "account WHERE deletion_asked_at IS NOT NULL"), 0);
    EXPECT_EQ(count(app_, "email_change"), 0);
    EXPECT_EQ(lines(app_, AuditType::account_downloaded), 0);
}

TEST_P(AccountChanges, AProofForOneIsNoneForAnother) {
    go_to("/mijn-account/wachtwoord");
    EXPECT_EQ(browser_.open("/mijn-account/opheffen").heading(), "Bevestig dat u het bent");
}

TEST_P(AccountChanges, Password) {
    auto elsewhere = app_.browser();
    sign_in_with_code(app_, elsewhere);
    go_to("/mijn-account/wachtwoord");
    EXPECT_THAT(browser_.submit({{"password", "kort"}, {"password_again", "anders"}}).text(),
                AllOf(HasSubstr("Dit wachtwoord is te kort"), HasSubstr("niet hetzelfde")));
    EXPECT_THAT(
        browser_.submit({{"password", "Proefpersoon1948"}, {"password_again", "Proefpersoon1948"}}).text(),
        HasSubstr("In dit wachtwoord staat uw naam"));
    EXPECT_EQ(browser_.submit({{"password", new_password}, {"password_again", new_password}}).heading(),
              my_account);
    EXPECT_THAT(app_.mail(seyma.email, ways_changed).text, HasSubstr("Het wachtwoord is gewijzigd"));
    EXPECT_EQ(elsewhere.open("/diensten").heading(), "Inloggen");
    EXPECT_EQ(count(app_, "known_browser"), 1) << "this one";
    auto later = app_.browser();
    sign_in(later);
    EXPECT_EQ(later.status(), 422) << "the old one";
    later.open("/inloggen").submit({{"email", seyma.email}, {"password", new_password}});
    EXPECT_EQ(later.path(), "/inloggen/code");
}

TEST_P(AccountChanges, APasswordOnce) {
    go_to("/mijn-account/wachtwoord");
    EXPECT_EQ(times_done("/mijn-account/wachtwoord",
                         {{"password", new_password}, {"password_again", new_password}}, "?gewijzigd"),
              1);
    EXPECT_EQ(lines(app_, AuditType::account_password_changed), 1);
}

TEST_P(AccountChanges, SuperPin) {
    go_to("/mijn-account/super-pin").press("/super-pin");
    auto const shown = browser_.text();
    EXPECT_EQ(browser_.reload().text(), shown) << "the same one";
    EXPECT_EQ(count(app_, "super_pin WHERE activated_at IS NOT NULL AND ended_at IS NULL"), 1)
        << "the old one";
    EXPECT_EQ(browser_.open("/mijn-account/super-pin/super-pin.pdf").status(), 200);
    browser_.open("/mijn-account/super-pin");
    EXPECT_THAT(browser_.submit({{"super_pin_id", browser_.value("super_pin_id")}}).text(),
                HasSubstr("Zet daarna een vinkje"));
    EXPECT_EQ(times_done("/mijn-account/super-pin/bewaard",
                         {{"kept", "yes"}, {"super_pin_id", browser_.value("super_pin_id")}}, "?gewijzigd"),
              1);
    EXPECT_EQ(count(app_, "super_pin WHERE activated_at IS NOT NULL AND ended_at IS NULL"), 1);
    EXPECT_EQ(count(app_, "super_pin WHERE ended_at IS NOT NULL"), 1);
    EXPECT_EQ(lines(app_, AuditType::super_pin_activated), 2);
    EXPECT_THAT(app_.mail(seyma.email, ways_changed).text, HasSubstr("op uw oude papier werkt niet meer"));
}

TEST_P(AccountChanges, Phone) {
    auto elsewhere = app_.browser();
    sign_in_with_code(app_, elsewhere);
    go_to("/mijn-account/telefoon");
    EXPECT_THAT(browser_.text(), HasSubstr("eindigt op 78"));
    for (auto const& [typed, said] :
         std::map<std::string, std::string>{{"", "Vul uw mobiele nummer in"},
                                            {"0612", "Dit is geen mobiel nummer."},
                                            {"0205550134", "Daar komt geen sms aan"},
                                            {"06 12345678", "Dit is al uw nummer"}})
        EXPECT_THAT(browser_.submit({{"phone", typed}}).text(), HasSubstr(said)) << typed;
    EXPECT_EQ(browser_.submit({{"phone", "06 5555 9999"}}).heading(), "Vul de code van uw nieuwe nummer in");
    auto const sms = app_.text_message();
    EXPECT_EQ(sms.to_e164, "+31655559999");
    auto const code = sms.text.substr(sms.text.find_first_of("0123456789"), 6);
    EXPECT_THAT(browser_.submit({{"code", code == "111111" ? "222222" : "111111"}}).text(),
                HasSubstr("nog 4 keer"));
    EXPECT_EQ(times_done("/mijn-account/telefoon/code", {{"code", code}}, "?gewijzigd"), 1);
    auto const told = app_.text_message();
    EXPECT_EQ(told.to_e164, "+31612345678");
    EXPECT_THAT(told.text, HasSubstr("Dit nummer logt niet meer in"));
    EXPECT_THAT(app_.mail(seyma.email, ways_changed).text, HasSubstr("eindigt op 99"));
    EXPECT_EQ(count(app_, "factor WHERE ended_at IS NULL"), 1);
    EXPECT_EQ(lines(app_, AuditType::second_factor_sms_replaced), 1);
    EXPECT_EQ(elsewhere.open("/diensten").heading(), "Inloggen");
    app_.wait(2h);  // an account gets so many SMS an hour
    sign_in(elsewhere);
    EXPECT_EQ(app_.text_message().to_e164, "+31655559999");
}

// Somebody is at the code of the old number while its owner puts another in its place.
TEST_P(AccountChanges, AnOldNumberProvesNothingFromThatMoment) {
    auto thief = app_.browser();
    go_to("/mijn-account/telefoon");
    app_.wait(61s);
    sign_in(thief);
    auto const old_code = app_.code();
    browser_.open("/mijn-account/telefoon").submit({{"phone", "06 5555 9999"}});
    browser_.submit({{"code", app_.code()}});
    EXPECT_EQ(browser_.heading(), my_account) << browser_.text();
    EXPECT_NE(thief.submit({{"code", old_code}}).path(), "/diensten");
}

TEST_P(AccountChanges, Email) {
    go_to("/mijn-account/e-mail");
    EXPECT_THAT(browser_.submit({{"email", "niets"}}).text(), HasSubstr("geen e-mailadres"));
    EXPECT_THAT(browser_.submit({{"email", seyma.email}}).text(), HasSubstr("al uw e-mailadres"));
    browser_.submit({{"email", "typfout@post.example"}});
    EXPECT_THAT(browser_.text(), HasSubstr("Wij wachten"));
    auto const mistyped = link_in(app_.mail("typfout@post.example", "Bevestig"), "/e/");
    app_.mail(seyma.email, "Uw e-mailadres wordt");
    browser_.submit({{"email", new_email}});
    auto const first = link_in(app_.mail(new_email, "Bevestig"), "/e/");
    auto const asked = app_.mail(seyma.email, "Uw e-mailadres wordt");
    EXPECT_THAT(asked.text, AllOf(HasSubstr("s•••@post.example"), Not(HasSubstr(new_email))));
    EXPECT_THAT(browser_.press("/opnieuw").text(), HasSubstr("opnieuw gestuurd"));
    auto const link = link_in(app_.mail(new_email, "Bevestig"), "/e/");
    auto mailbox = app_.browser();
    EXPECT_EQ(mailbox.open(mistyped).status(), 410) << "corrected since";
    EXPECT_EQ(mailbox.open(first).status(), 410) << "sent again since";
    EXPECT_EQ(mailbox.open(link).heading(), "Bevestig uw e-mailadres");
    mailbox.open(link);
    sign_in(mailbox);
    EXPECT_EQ(mailbox.path(), "/inloggen/code") << "opening changes nothing";
    app_.code();
    EXPECT_EQ(mailbox.open(link).submit().heading(), "Uw e-mailadres is gewijzigd") << mailbox.text();
    EXPECT_EQ(mailbox.open(link).status(), 410);
    app_.wait(61s);
    sign_in(mailbox);
    EXPECT_EQ(mailbox.status(), 422) << "the old one signs in no more";
    mailbox.open("/inloggen").submit({{"email", new_email}, {"password", test_password}});
    EXPECT_EQ(mailbox.path(), "/inloggen/code") << mailbox.text();
    EXPECT_THAT(app_.mail(seyma.email, "Uw e-mailadres is gewijzigd").text, HasSubstr("Stop het hier"));
    app_.mail(new_email, "Dit is nu uw e-mailadres");
}

// Whoever had the address before mistyped a password there, and that is nobody else's to read.
TEST_P(AccountChanges, WhatWasTypedAtAnAddressBeforeIsNotRead) {
    auto stranger = app_.browser();
    auto const mistype = [&] {
        stranger.open("/inloggen").submit({{"email", new_email}, {"password", "verkeerd verkeerd"}});
        EXPECT_EQ(stranger.status(), 422);
    };
    auto const is_read = [&] {
        auto const& log = browser_.open("/mijn-account/gegevens-bekeken").text();
        return log.find("Er is ingelogd met uw wachtwoord. Dit is niet gelukt.") != std::string::npos;
    };
    mistype();
    go_to("/mijn-account/e-mail").submit({{"email", new_email}});
    auto mailbox = app_.browser();
    mailbox.open(link_in(app_.mail(new_email, "Bevestig"), "/e/")).submit();
    EXPECT_FALSE(is_read());
    mistype();
    EXPECT_TRUE(is_read());
}

TEST_P(AccountChanges, TheOldAddressIsToldForThreeDays) {
    go_to("/mijn-account/e-mail").submit({{"email", new_email}});
    auto mailbox = app_.browser();
    mailbox.open(link_in(app_.mail(new_email, "Bevestig"), "/e/")).submit();
    app_.wait(1h);
    auto const session_of = [&] {
        app_.wait(61s);
        browser_.open("/inloggen").submit({{"email", new_email}, {"password", test_password}});
        browser_.submit({{"code", app_.code()}});
    };
    session_of();
    browser_.open("/mijn-account/wachtwoord")
        .submit({{"password", new_password}, {"password_again", new_password}});
    EXPECT_EQ(app_.mail(seyma.email, ways_changed).to, seyma.email);
    EXPECT_EQ(app_.mail(new_email, ways_changed).to, new_email);
    app_.wait(72h);
    browser_.open("/inloggen").submit({{"email", new_email}, {"password", new_password}});
    browser_.submit({{"code", app_.code()}});
    browser_.open("/mijn-account/wachtwoord")
        .submit({{"password", test_password}, {"password_again", test_password}});
    app_.mail(new_email, ways_changed);
    auto const sent = app_.mails();
    EXPECT_GT(sent, 0u);
    EXPECT_EQ(count(app_, "message WHERE purpose = 'ways_changed'"), 3) << "not to the old one any more";
}

TEST_P(AccountChanges, TheOldAddressStopsAChangeBeforeAndAfter) {
    go_to("/mijn-account/e-mail").submit({{"email", new_email}});
    auto const confirm = link_in(app_.mail(new_email, "Bevestig"), "/e/");
    auto const stop = link_in(app_.mail(seyma.email, "Uw e-mailadres wordt"), "/x/");
    auto mailbox = app_.browser();
    EXPECT_EQ(mailbox.open(stop).submit().heading(), "Het wijzigen is gestopt");
    EXPECT_EQ(mailbox.open(confirm).status(), 410);
    EXPECT_EQ(browser_.open("/diensten").heading(), "Inloggen") << "everybody is signed out";
    app_.wait(61s);
    sign_in_with_code(app_, browser_);
    browser_.open("/mijn-account/e-mail").submit({{"email", new_email}});
    mailbox.open(link_in(app_.mail(new_email, "Bevestig"), "/e/")).submit();
    auto const late = link_in(app_.mail(seyma.email, "Uw e-mailadres is gewijzigd"), "/x/");
    app_.wait(24h * 6);
    EXPECT_EQ(mailbox.open(late).submit().heading(), "Het wijzigen is gestopt");
    EXPECT_EQ(mailbox.open(late).status(), 410);
    sign_in(mailbox);
    EXPECT_EQ(mailbox.path(), "/inloggen/code") << "the old address counts again";
}

// Whoever took over a session changes the address twice, so that the second link to stop comes to themselves.
TEST_P(AccountChanges, AStopEndsEveryLaterChange) {
    constexpr auto third = "seyma.derde@post.example";
    auto mailbox = app_.browser();
    go_to("/mijn-account/e-mail").submit({{"email", new_email}});
    mailbox.open(link_in(app_.mail(new_email, "Bevestig"), "/e/")).submit();
    auto const stop_of_first = link_in(app_.mail(seyma.email, "Uw e-mailadres is gewijzigd"), "/x/");
    go_to("/mijn-account/e-mail").submit({{"email", third}});
    auto const confirm_third = link_in(app_.mail(third, "Bevestig"), "/e/");
    auto const stop_of_second = link_in(app_.mail(new_email, "Uw e-mailadres wordt"), "/x/");
    EXPECT_EQ(mailbox.open(stop_of_first).submit().heading(), "Het wijzigen is gestopt");
    for (auto const& link : {confirm_third, stop_of_second})
        EXPECT_EQ(mailbox.open(link).status(), 410) << link;
    sign_in(mailbox);
    EXPECT_EQ(mailbox.path(), "/inloggen/code") << "the first address counts";
}

TEST_P(AccountChanges, WhatAMailboxProvedInARecoveryEndsWithIt) {
    auto stranger = app_.browser();
    stranger.open("/wachtwoord-vergeten").submit({{"email", seyma.email}});
    auto const link = link_in(app_.mail(seyma.email, "Opnieuw toegang"), "/h/");
    EXPECT_EQ(stranger.open(link).status(), 200);
    go_to("/mijn-account/e-mail").submit({{"email", new_email}});
    auto mailbox = app_.browser();
    mailbox.open(link_in(app_.mail(new_email, "Bevestig"), "/e/")).submit();
    EXPECT_EQ(stranger.open(link).status(), 410);
}

TEST_P(AccountChanges, AMailboxOfSomebodyElseIsSharedAndItsNameStaysTheirs) {
    TestPatient const other{.name = "Jan Ander", .email = "jan@post.example"};
    auto theirs = app_.browser();
    make_account(app_, theirs, other);
    go_to("/mijn-account/e-mail").submit({{"email", other.email}});
    EXPECT_THAT(browser_.text(), HasSubstr("Wij wachten")) << "who has an account is not told";
    auto mailbox = app_.browser();
    mailbox.open(link_in(app_.mail(other.email, "Bevestig"), "/e/")).submit();
    EXPECT_EQ(mailbox.heading(), "Uw e-mailadres is gewijzigd");
    EXPECT_THAT(mailbox.text(), HasSubstr("logt u voortaan in met uw klantnummer"));
    EXPECT_EQ(lines(app_, AuditType::account_email_changed), 1);
    auto again = app_.browser();
    sign_in_with_code(app_, again, other);
    EXPECT_THAT(again.text(), HasSubstr(other.email)) << "it is theirs still";
}

TEST_P(AccountChanges, ALinkOnceAndNoFloodOfMails) {
    go_to("/mijn-account/e-mail");
    for (int i = 0; i < 5; ++i) browser_.submit({{"email", new_email}});
    EXPECT_EQ(browser_.submit({{"email", "ander@post.example"}}).status(), 429);
    std::string link;
    for (int i = 0; i < 5; ++i) link = link_in(app_.mail(new_email, "Bevestig"), "/e/");
    browser_.open(link);
    EXPECT_EQ(times_done(link, {}, "Vanaf nu logt u in"), 1);
    EXPECT_EQ(lines(app_, AuditType::account_email_changed), 1);
}

TEST_P(AccountChanges, CancelledInMijnAccount) {
    go_to("/mijn-account/e-mail").submit({{"email", new_email}});
    auto const link = link_in(app_.mail(new_email, "Bevestig"), "/e/");
    browser_.press("/niet");
    EXPECT_EQ(browser_.heading(), my_account);
    auto mailbox = app_.browser();
    EXPECT_EQ(mailbox.open(link).status(), 410);
    EXPECT_EQ(app_.mail(seyma.email, "Het wijzigen").to, seyma.email);
}

INSTANTIATE_TEST_SUITE_P(Databases, AccountChanges, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
