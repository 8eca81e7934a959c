// SPDX-License-Identifier: EUPL-1.2
// What a practice takes back: an invitation withdrawn, an account closed, a patient erased, each asked at the
// forms afterwards, on both databases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "patients/close_account.hpp"
#include "patients/erase_patient.hpp"
#include "patients/invite.hpp"
#include "patients/withdraw.hpp"
#include "store/database.hpp"
#include "support/test_invitee.hpp"
#include "support/test_places.hpp"
#include "values/customer_number.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto ended = "Deze registratie is gestopt";
constexpr auto choose_password = "Kies uw wachtwoord";
constexpr auto sign_in_heading = "Inloggen";
TestPatient const seyma;

class Endings : public testing::TestWithParam<std::string> {
  protected:
    auto withdraw_now(Id<Registration> const& registration) {
        return withdraw(app_.app().patients, registration, "test", app_.now());
    }
    void withdraw_this(Id<Registration> const& registration) {
        EXPECT_TRUE(std::holds_alternative<Withdrawn>(withdraw_now(registration)));
    }
    auto erase_now(Id<Registration> const& registration) {
        return erase_patient(app_.app().patients, registration, "test", app_.now());
    }
    PatientErased erase_this(Id<Registration> const& registration) {
        return std::get<PatientErased>(erase_now(registration));
    }
    CloseOutcome close_account_of(std::string const& customer_number) {
        return close_account(app_.app().patients,
                             {app_.practice(), CustomerNumber::parse(customer_number).value(), "test"},
                             app_.now());
    }
    std::string one(std::string const& sql) {
        return app_.app().database.read([&](Transaction& transaction) {
            auto const row = transaction.one(sql);
            return row ? row->maybe_text(0).value_or("NULL") : std::string("no row");
        });
    }
    std::string customer_number() {
        return one("SELECT customer_number FROM registration ORDER BY invited_at LIMIT 1");
    }
    std::string audited(std::string const& type) {
        return one("SELECT count(*) FROM audit_event WHERE event_type_code = '" + type + "'");
    }
    Id<Registration> only_registration() { return Id<Registration>(one("SELECT id FROM registration")); }

    std::vector<std::string> places_of(std::string const& personal) {
        return voordeur::places_of(app_, GetParam(), personal);
    }

    TestApp app_{{}, GetParam()};
};

TEST_P(Endings, AWithdrawnInvitationOpensNothing) {
    Invitee invitee(app_, {.with_letter = true});
    invitee.confirms_details();
    auto const confirmation = invitee.mailed("Stap 2: ");
    auto const pin = app_.super_pin();
    withdraw_this(invitee.registration);
    auto& browser = invitee.browser;
    for (auto const& link : {invitee.link, invitee.link + "/gegevens", confirmation,
                             confirmation + "/documenten", invitee.link + "/nieuwe-link"}) {
        EXPECT_EQ(browser.open(link).heading(), ended) << link;
        EXPECT_EQ(browser.status(), 410);
        EXPECT_THAT(browser.text(), HasSubstr(app_.practice().phone)) << "leads on";
    }
    EXPECT_EQ(browser.post(invitee.link, {{"super_pin", pin}}).status, 410);
    EXPECT_EQ(browser.post(invitee.link + "/nieuwe-link", {}).status, 303);
    EXPECT_EQ(one("SELECT coalesce(super_pin_hash, password_hash, person_proved_by) FROM registration"),
              "NULL");
    auto const told = app_.mail(seyma.email, "De uitnodiging van");
    EXPECT_THAT(told.text, HasSubstr("voor Ş. P. (de eerste letters van uw naam)"));
    EXPECT_THAT(told.text, Not(HasSubstr("/u/")));
    EXPECT_EQ(audited("registration.withdrawn"), "1");
    EXPECT_TRUE(std::holds_alternative<RegistrationEnded>(withdraw_now(invitee.registration)));
}

TEST_P(Endings, AnInvitationThatHasNotGoneIsNotSentAnyMore) {
    auto const registration = app_.invite().value();
    withdraw_this(registration);
    EXPECT_EQ(app_.mails(), 1u);
    app_.mail(seyma.email, "De uitnodiging van");
    EXPECT_EQ(one("SELECT count(*) FROM message WHERE content IS NOT NULL"), "0");
}

TEST_P(Endings, WhoeverIsAtC1WhenItIsWithdrawnMakesNoAccount) {
    Invitee invitee(app_);
    invitee.confirms_details();
    auto& browser = invitee.browser.open(invitee.mailed("Stap 2: "));
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    withdraw_this(invitee.registration);
    EXPECT_EQ(browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}}).heading(), ended);
    EXPECT_EQ(one("SELECT count(*) FROM account"), "0");
}

TEST_P(Endings, AWithdrawnPatientIsInvitedAgainWithANewLinkOnly) {
    Invitee invitee(app_, {.with_letter = true});
    withdraw_this(invitee.registration);
    EXPECT_EQ(app_.invite(), invitee.registration);
    auto const old_link = invitee.link;
    invitee.link = invitee.mailed("Stap 1: ");
    EXPECT_EQ(invitee.browser.open(old_link).heading(), "Deze link werkt niet meer");
    invitee.confirms_details();
    EXPECT_EQ(invitee.browser.open(invitee.mailed("Stap 2: ")).heading(), choose_password);
    withdraw_this(invitee.registration);
    EXPECT_EQ(app_.mail(seyma.email, "De uitnodiging van").to, seyma.email);
    EXPECT_EQ(app_.mail(seyma.email, "De uitnodiging van").to, seyma.email) << "told each time";
}

TEST_P(Endings, WhatHasAnAccountIsNotWithdrawn) {
    auto browser = app_.browser();
    make_account(app_, browser);
    EXPECT_TRUE(std::holds_alternative<AccountMade>(withdraw_now(only_registration())));
    EXPECT_TRUE(std::holds_alternative<NoSuchRegistration>(withdraw_now(Id<Registration>("none"))));
    sign_in(browser);
    EXPECT_EQ(browser.path(), "/inloggen/code");
}

TEST_P(Endings, NobodySignsInToAClosedAccount) {
    auto browser = app_.browser();
    make_account(app_, browser);
    auto waiting = app_.browser();
    sign_in(browser);
    browser.submit({{"code", app_.code()}});
    EXPECT_EQ(browser.path(), "/diensten");
    app_.wait(61s);
    sign_in(waiting);
    auto const code = app_.code();
    auto const number = customer_number();
    EXPECT_TRUE(std::holds_alternative<AccountClosed>(close_account_of(number)));
    EXPECT_EQ(browser.open("/diensten").heading(), sign_in_heading) << "every session ended";
    EXPECT_EQ(waiting.submit({{"code", code}}).heading(), sign_in_heading);
    sign_in(browser);
    EXPECT_EQ(browser.path(), "/inloggen/de-linde");
    EXPECT_EQ(browser.status(), 422) << browser.text();
    auto const told = app_.mail(seyma.email, "Uw account voor");
    EXPECT_THAT(told.subject, HasSubstr("is gesloten"));
    EXPECT_THAT(told.text, HasSubstr("Beste Şeyma P.,"));
    EXPECT_THAT(app_.mail(app_.practice().email, "Een account is gesloten").text,
                HasSubstr(CustomerNumber::parse(number)->grouped()));
    EXPECT_EQ(audited("account.closed"), "1");
    for (auto const* gone :
         {"SELECT count(*) FROM sign_in_name", "SELECT count(*) FROM super_pin",
          "SELECT count(*) FROM challenge", "SELECT count(*) FROM sms_sent",
          "SELECT count(*) FROM factor WHERE secret <> '' OR lookup_key <> ''",
          "SELECT count(*) FROM account WHERE password_hash <> '' OR email <> '' OR name <> ''",
          "SELECT count(*) FROM session WHERE ended_at IS NULL"})
        EXPECT_EQ(one(gone), "0") << gone;
    EXPECT_TRUE(std::holds_alternative<NoSuchPatient>(close_account_of(number))) << "once";
}

// Which practices a patient has is nobody's business but the patient's.
TEST_P(Endings, AClosedAccountIsToldWithoutNamingAnotherPractice) {
    auto browser = app_.browser();
    make_account(app_, browser);
    auto const other = add_other_practice(app_);
    close_account_of(customer_number());
    auto const to_other = app_.mail(other.email, "Een account is gesloten");
    EXPECT_THAT(to_other.text, HasSubstr("Een andere praktijk heeft daarom gevraagd"));
    EXPECT_THAT(to_other.text + to_other.html, Not(HasSubstr("De Linde")));
    auto const to_own = app_.mail(app_.practice().email, "Een account is gesloten");
    EXPECT_THAT(to_own.text, HasSubstr("Uw praktijk heeft daarom gevraagd"));
    EXPECT_THAT(to_own.text + to_own.html, Not(HasSubstr("De Iep")));
    auto const to_patient = app_.mail(seyma.email, "Uw account voor Online diensten is gesloten");
    EXPECT_EQ(to_patient.from_name, app_.practice().name);
    EXPECT_THAT(to_patient.text + to_patient.html, Not(HasSubstr("De Iep")));
}

TEST_P(Endings, WhoseAccountWasClosedMayBeInvitedAnew) {
    auto browser = app_.browser();
    make_account(app_, browser);
    auto const first = only_registration();
    close_account_of(customer_number());
    app_.mail(seyma.email, "Uw account voor");
    auto again = app_.browser();
    go_to_phone(app_, again);
    EXPECT_EQ(again.path(), "/tweede-factor/telefoon");
    EXPECT_EQ(one("SELECT count(*) FROM registration"), "2");
    EXPECT_EQ(one("SELECT count(*) FROM patient"), "1");
    EXPECT_EQ(one("SELECT count(*) FROM account WHERE closed_at IS NULL"), "1");
}

TEST_P(Endings, LinksOfAClosedAccountLeadOn) {
    Invitee invitee(app_);
    invitee.confirms_details();
    auto const confirmation = invitee.mailed("Stap 2: ");
    auto& browser = invitee.browser.open(confirmation);
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    close_account_of(customer_number());
    for (auto const& link : {invitee.link, confirmation}) EXPECT_EQ(browser.open(link).heading(), ended);
}

TEST_P(Endings, NothingPersonalIsLeftOfAnErasedPatient) {
    auto const with_everything = [&] {
        invite(app_.app().patients,
               {.practice = app_.practice(),
                .name = PersonName::parse(seyma.name).value(),
                .email = EmailAddress::parse(seyma.email).value(),
                .birth_date = BirthDate::from_iso(seyma.birth_date),
                .postcode = Postcode::parse(seyma.postcode).value(),
                .patient_number = "P-4711"},
               app_.now());
    };
    with_everything();
    auto browser = app_.browser();
    make_account(app_, browser);
    sign_in(browser);
    auto const number = customer_number();
    for (auto const* personal : {"eyma", "P-4711", "1948-03-07", "1234AB"})
        EXPECT_THAT(places_of(personal), Not(IsEmpty())) << personal << " was never there";
    EXPECT_FALSE(erase_this(only_registration()).account_stays);
    EXPECT_THAT(app_.mail(seyma.email, "Uw gegevens voor").text, HasSubstr("zonder uw naam"));
    for (auto const& personal :
         {std::string("eyma"), std::string("roefpersoon"), std::string("post.example"), std::string("P-4711"),
          std::string("1948-03-07"), std::string("1234AB"), std::string("612345678"), number})
        EXPECT_THAT(places_of(personal), IsEmpty()) << personal;
    for (auto const* sealed : {"SELECT count(*) FROM message WHERE content IS NOT NULL",
                               "SELECT count(*) FROM factor WHERE secret <> '' OR lookup_key <> ''",
                               "SELECT count(*) FROM challenge", "SELECT count(*) FROM super_pin",
                               "SELECT count(*) FROM link", "SELECT count(*) FROM visit"})
        EXPECT_EQ(one(sealed), "0") << sealed;
    EXPECT_EQ(audited("patient.erased"), "1");
    EXPECT_EQ(audited("account.closed"), "1");
    EXPECT_TRUE(std::holds_alternative<ErasedBefore>(erase_now(only_registration())));
    sign_in(browser);
    EXPECT_EQ(browser.status(), 422);
}

TEST_P(Endings, AnErasedInviteesLinkIsUnknownAndTheyMayComeBack) {
    Invitee invitee(app_, {.with_letter = true});
    erase_this(invitee.registration);
    EXPECT_EQ(invitee.browser.open(invitee.link).status(), 404);
    for (auto const* personal : {"eyma", "1948-03-07", "1234AB"}) {
        app_.mails();
        EXPECT_THAT(places_of(personal), IsEmpty()) << personal;
    }
    auto const again = app_.invite();
    EXPECT_NE(again, invitee.registration);
    EXPECT_EQ(one("SELECT count(*) FROM patient"), "2");
}

INSTANTIATE_TEST_SUITE_P(Databases, Endings, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
