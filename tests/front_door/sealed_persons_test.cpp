// SPDX-License-Identifier: EUPL-1.2
// Who an account was that is gone: sealed for a key that lies elsewhere, opened for a reason that the log
// has, and gone with the last line about it.
#include "patients/sealed_persons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit_retention.hpp"
#include "patients/close_account.hpp"
#include "patients/delete_accounts.hpp"
#include "patients/erase_patient.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_places.hpp"
#include "sweeper.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

TestPatient const seyma;

OpeningKey new_key() {
    SystemRandom random;
    return OpeningKey::generate(random);
}

Config sealing_for(OpeningKey const& key) {
    Config config;
    config.sealed_persons_key = key.sealing_key();
    return config;
}

class SealedPersons : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        auto browser = app_.browser();
        make_account(app_, browser);
        account_ = one("SELECT id FROM account");
        number_ = one("SELECT customer_number FROM account");
        registration_ = one("SELECT id FROM registration");
    }
    std::string one(std::string const& sql) {
        return app_.app().database.read(
            [&](Transaction& transaction) { return transaction.one(sql).value().text(0); });
    }
    void run(std::string const& sql) {
        app_.app().database.transaction([&](Transaction& transaction) { transaction.run(sql); });
    }
    void erase() { erase_patient(app_.app().patients, Id<Registration>(registration_), "test", app_.now()); }
    OpenSealedOutcome open(OpenSealed request, OpeningKey const& key) {
        request.actor = "test";
        return open_sealed(app_.app().patients, request, key, app_.now());
    }
    OpenSealedOutcome open_number(OpeningReason reason = OpeningReason::request) {
        return open({"", number_, reason, ""}, key_);
    }
    OpenSealedOutcome open_id(std::string const& id) {
        return open({id, "", OpeningReason::claim, ""}, key_);
    }
    static std::vector<nlohmann::json> persons(OpenSealedOutcome const& outcome) {
        std::vector<nlohmann::json> all;
        if (auto const* opened = std::get_if<SealedOpened>(&outcome))
            for (auto const& line : opened->persons) all.push_back(nlohmann::json::parse(line));
        return all;
    }
    void expect_seyma(OpenSealedOutcome const& outcome, std::string const& id) {
        auto const found = persons(outcome);
        ASSERT_THAT(found, SizeIs(1));
        EXPECT_EQ(found[0]["id"], id);
        EXPECT_EQ(found[0]["customer_number"], number_);
        ASSERT_EQ(found[0]["known_at"].size(), 1U);
        EXPECT_EQ(found[0]["known_at"][0]["name"], seyma.name);
        EXPECT_EQ(found[0]["known_at"][0]["birth_date"], seyma.birth_date);
        EXPECT_EQ(found[0]["known_at"][0]["practice"], app_.practice().name);
    }

    OpeningKey const key_ = new_key();
    TestApp app_{sealing_for(key_), GetParam()};
    std::string account_, number_, registration_;
};

TEST_P(SealedPersons, AreOpenedByNumberAndById) {
    EXPECT_TRUE(std::holds_alternative<NothingSealed>(open_number())) << "who is there is not sealed";
    erase();
    EXPECT_THAT(app_.mail(seyma.email, "Uw gegevens voor").text,
                testing::HasSubstr("apart bewaard, op slot"));
    for (auto const& personal : {std::string("roefpersoon"), seyma.birth_date, number_})
        EXPECT_THAT(places_of(app_, GetParam(), personal), IsEmpty()) << personal;
    expect_seyma(open_id(account_), account_);
    auto const of_registration = persons(open_id(registration_));
    ASSERT_THAT(of_registration, SizeIs(1));
    EXPECT_EQ(of_registration[0]["known_at"][0]["name"], seyma.name);
    auto const of_number = persons(open_number());
    EXPECT_FALSE(of_number.empty());
    for (auto const& person : of_number) EXPECT_EQ(person["known_at"][0]["name"], seyma.name);
    EXPECT_TRUE(
        std::holds_alternative<NothingSealed>(open({"", "1234567897", OpeningReason::claim, ""}, key_)));
}

TEST_P(SealedPersons, AreKeptOfWhoDeletesTheAccount) {
    app_.app().database.transaction(
        [&](Transaction& transaction) { ask_deletion(transaction, Id<Account>(account_), app_.now()); });
    app_.wait(24h * 14);
    EXPECT_EQ(delete_accounts_due(app_.app().patients, app_.now()), 1);
    EXPECT_THAT(app_.mail(seyma.email, "Uw account voor Online diensten is verwijderd").text,
                testing::HasSubstr("Het slot gaat alleen open als u daarom vraagt"));
    expect_seyma(open_id(account_), account_);
    EXPECT_THAT(persons(open_id(registration_)), SizeIs(1));
}

TEST_P(SealedPersons, AreToldOfBeforeTheAccountIsDeleted) {
    auto browser = app_.browser();
    sign_in_with_code(app_, browser);
    EXPECT_THAT(browser.open("/mijn-account/opheffen").text(),
                testing::HasSubstr("Uw naam en geboortedatum worden apart bewaard, op slot"));
}

TEST_P(SealedPersons, AreKeptOfAnAccountThatThePracticeCloses) {
    close_account(app_.app().patients, {app_.practice(), CustomerNumber::parse(number_).value(), "test"},
                  app_.now());
    expect_seyma(open_id(account_), account_);
    erase();
    expect_seyma(open_id(account_), account_);
    EXPECT_THAT(persons(open_id(registration_)), SizeIs(1));
}

TEST_P(SealedPersons, AreOpenedWithALineThatSaysWhy) {
    erase();
    open_id(account_);
    EXPECT_EQ(lines(app_, AuditType::patient_opened_for_claim), 1);
    open({account_, "", OpeningReason::request, ""}, key_);
    EXPECT_EQ(lines(app_, AuditType::patient_opened_for_request), 1);
    EXPECT_EQ(
        one("SELECT user_id || ' ' || participant_object_type_code || ' ' || participant_object_id FROM "
            "audit_event WHERE event_type_code = 'patient.opened_for_request'"),
        "test account " + account_);
}

TEST_P(SealedPersons, AreOpenedByNoOtherKey) {
    erase();
    EXPECT_TRUE(std::holds_alternative<OtherKey>(open({account_, "", OpeningReason::claim, ""}, new_key())));
    EXPECT_EQ(lines(app_, AuditType::patient_opened_for_claim), 0) << "nothing was opened";
}

// Whoever has the database and the configuration could seal a name of their own.
TEST_P(SealedPersons, AreOursOnly) {
    erase();
    run("UPDATE sealed_person SET sealed = '" + key_.sealing_key().seal("{}") + "' WHERE id = '" + account_ +
        "'");
    EXPECT_TRUE(std::holds_alternative<NotOurSealed>(open_id(account_)));
    run("UPDATE sealed_person SET id = 'other' WHERE id = '" + registration_ + "'");
    EXPECT_TRUE(std::holds_alternative<NotOurSealed>(open_id("other")));
}

TEST_P(SealedPersons, GoWithTheLastLineAboutThem) {
    erase();
    auto const there = [&] { return count(app_, "sealed_person WHERE id = '" + account_ + "'"); };
    auto const at = [&](std::chrono::days later) { sweep(app_.app().database, app_.now() + later); };
    at(std::chrono::days(365 * 6));
    EXPECT_EQ(there(), 1) << "its lines are there";
    // The databases' own clocks refuse: it is their owner who does it here.
    app_.app().database.execute_script(GetParam() == "sqlite"
                                           ? "DROP TRIGGER audit_event_no_DELETE"
                                           : "DROP TRIGGER audit_event_old_may_go ON audit_event");
    run("DELETE FROM audit_event WHERE participant_object_id = '" + account_ + "'");
    at(std::chrono::days(365 * 5));
    EXPECT_EQ(there(), 1) << "not before five years";
    at(std::chrono::days(365 * 5 + 5));
    EXPECT_EQ(there(), 0);
}

TEST_P(SealedPersons, AreNotKeptWithoutAKey) {
    TestApp other({}, GetParam());
    auto browser = other.browser();
    make_account(other, browser);
    auto const id = other.app().database.read([](Transaction& transaction) {
        return transaction.one("SELECT id FROM registration").value().id<Registration>(0);
    });
    erase_patient(other.app().patients, id, "test", other.now());
    EXPECT_EQ(count(other, "sealed_person"), 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, SealedPersons, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
