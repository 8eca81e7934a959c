// SPDX-License-Identifier: EUPL-1.2
// Who used all that there is, and then is erased by the practice or deletes the account: no table of either
// database has a value of the person, and only those have an id that say so in docs/operating.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "factors/factor_store.hpp"
#include "factors/passkeys/passkey_store.hpp"
#include "patients/delete_accounts.hpp"
#include "patients/erase_patient.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_e_service.hpp"
#include "support/test_owner.hpp"
#include "support/test_places.hpp"
#include "support/test_totp.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::IsSubsetOf;
using testing::Not;

constexpr auto sealed_phone = "612345678";  // never readable

class NothingIsLeft : public testing::TestWithParam<std::string> {
  protected:
    NothingIsLeft() {
        owner_.signs_in(owner_.home);
        make_paper_codes(owner_.home);
        add_app();
        add_passkey_to_account();
        asks_for_another_address();
        signs_in_elsewhere();
        uses_e_service();
        fails_elsewhere();
        owner_.begins();
        owner_.proves_phone();
        app_.mails();
        app_.sms();
    }

    void add_app() {
        owner_.home.open("/mijn-account/app").press("/mijn-account/app");
        TestAuthenticator const phone(owner_.home.html());
        owner_.home.submit({{"code", phone.code(app_.now())}});
        EXPECT_EQ(owner_.home.heading(), "Mijn account") << owner_.home.text();
    }
    void add_passkey_to_account() {
        app_.app().database.transaction([&](Transaction& transaction) {
            auto const factor = new_id<Factor>(app_.now(), app_.app().random);
            add_factor(transaction, {factor, Id<Account>(account_), {"passkey"}, "", ""}, app_.app().sealer,
                       app_.now());
            EXPECT_TRUE(add_passkey(transaction,
                                    {.id = new_id<Passkey>(app_.now(), app_.app().random),
                                     .factor_id = factor,
                                     .facts = {.id = "credential-of-seyma", .public_key = "public-key"},
                                     .transports = "internal",
                                     .name = "Telefoon van Şeyma",
                                     .made_at = app_.now()},
                                    "login.example.org"));
        });
    }
    void asks_for_another_address() {
        app_.wait(6min);
        owner_.home.open("/mijn-account/e-mail");
        confirm_change(app_, owner_.home);
        owner_.home.submit({{"email", "seyma.nieuw@post.example"}});
    }
    // On a new device, of which a mail tells.
    void signs_in_elsewhere() {
        app_.wait(1h);
        auto elsewhere = app_.browser();
        owner_.signs_in(elsewhere);
        EXPECT_EQ(elsewhere.path(), "/diensten");
        app_.wait(6min);
    }
    void uses_e_service() {
        TestEService const service{app_};
        service.add({.id = Id<Client>("recept"), .secret_hash = sha256_hex(secret)});
        owner_.signs_in(owner_.home);
        EXPECT_EQ(service.redeem(service.code_for(owner_.home)).status, 200);
    }
    void fails_elsewhere() {
        auto elsewhere = app_.browser();
        elsewhere.open("/inloggen")
            .submit({{"email", owner_.patient.email}, {"password", "niet het wachtwoord"}});
        EXPECT_EQ(elsewhere.status(), 422);
    }

    std::string one(std::string const& sql) {
        return app_.app().database.read(
            [&](Transaction& transaction) { return transaction.one(sql).value().text(0); });
    }
    std::set<std::string> tables_of(std::string const& value) {
        std::set<std::string> tables;
        for (auto const& place : places_of(app_, GetParam(), value))
            tables.insert(place.substr(0, place.find(':')));
        return tables;
    }
    std::vector<std::string> personal() const {
        return {"eyma", "roefpersoon", "post.example", "1948-03-07", "1234AB", sealed_phone, number_};
    }
    void expect_all() {
        for (auto const& value : personal()) {
            if (value == sealed_phone) continue;
            EXPECT_THAT(tables_of(value), Not(IsEmpty())) << value << " was never there";
        }
        EXPECT_THAT(tables_of(account_),
                    testing::IsSupersetOf({"client_grant", "client_subject", "email_change", "known_browser",
                                           "new_sign_in", "recovery", "session"}));
    }
    void expect_nothing() {
        app_.mails();  // what tells the person is sent, and forgotten
        for (auto const& value : personal())
            EXPECT_THAT(places_of(app_, GetParam(), value), IsEmpty()) << value;
        EXPECT_THAT(tables_of(account_),
                    IsSubsetOf({"account", "acceptance", "audit_event", "factor", "message"}));
        EXPECT_THAT(tables_of(registration_),
                    IsSubsetOf({"registration", "acceptance", "audit_event", "message"}));
        EXPECT_THAT(tables_of(patient_), IsSubsetOf({"patient", "registration"}));
        for (auto const* gone :
             {"message WHERE content IS NOT NULL", "factor WHERE secret <> '' OR lookup_key <> ''",
              "factor WHERE ended_at IS NULL", "challenge",
              "recovery_link WHERE account_id NOT LIKE 'nobody %'", "recovery_proof", "passkey", "visit",
              "one_time_code", "paper_code", "sms_sent", "client_grant", "client_subject"})
            EXPECT_EQ(count(app_, gone), 0) << gone;
    }

    TestApp app_{{}, GetParam()};
    Owner owner_{app_};
    std::string const account_ = one("SELECT id FROM account");
    std::string const number_ = one("SELECT customer_number FROM account");
    std::string const registration_ = one("SELECT id FROM registration");
    std::string const patient_ = one("SELECT id FROM patient");
};

TEST_P(NothingIsLeft, WhenThePracticeErases) {
    expect_all();
    auto const outcome =
        erase_patient(app_.app().patients, Id<Registration>(registration_), "test", app_.now());
    EXPECT_FALSE(std::get<PatientErased>(outcome).account_stays);
    expect_nothing();
}

TEST_P(NothingIsLeft, WhenTheOwnerDeletes) {
    expect_all();
    app_.app().database.transaction(
        [&](Transaction& transaction) { ask_deletion(transaction, Id<Account>(account_), app_.now()); });
    app_.wait(24h * 14);
    EXPECT_EQ(delete_accounts_due(app_.app().patients, app_.now()), 1);
    expect_nothing();
}

INSTANTIATE_TEST_SUITE_P(Databases, NothingIsLeft, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
