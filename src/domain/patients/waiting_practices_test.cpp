// SPDX-License-Identifier: EUPL-1.2
#include "patients/waiting_practices.hpp"

#include <gtest/gtest.h>

#include "patients/registration_store.hpp"
#include "support/outbox_test.hpp"
#include "words/brand.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert_patient =
    "INSERT INTO patient (id, practice_id, name, email, birth_date, postcode, made_at) "
    "VALUES ($1, $2, 'mevrouw J. Voorbeeld', $3, $4, '1234AB', 1)";
constexpr std::string_view insert_registration =
    "INSERT INTO registration (id, practice_id, patient_id, customer_number, super_pin_hash, password_hash, "
    "invited_at, expires_at, person_proved_at, person_proved_by) "
    "VALUES ($1, $2, $3, $1, 'sealed', 'sealed', $4, $5, $4, 'letter')";

constexpr std::string_view our_address = "johanna@post.example";

// An account that is a patient of one practice; a second practice invites at the same address.
class WaitingPracticesTest : public OutboxTest {
  protected:
    WaitingPracticesTest() {
        database().transaction([&](Transaction& transaction) {
            for (std::string const name : {"first", "second"})
                add_practice(transaction, {Id<Practice>(name), name, "Praktijk " + name, "", "", false},
                             start());
            add_account(transaction, {account_, "hash", IdentityProof::details}, sealer(), start());
            transaction.run(insert_patient, "patient-1", "first", our_address, "1948-03-07");
            transaction.run("UPDATE patient SET account_id = $1, linked_at = 1", account_.id);
        });
    }

    void invite_at(std::string_view email, std::string_view birth_date) {
        database().transaction([&](Transaction& transaction) {
            transaction.run(insert_patient, "patient-2", "second", email, birth_date);
            transaction.run(insert_registration, "registration-2", "second", "patient-2", start(),
                            start() + std::chrono::days(60));
        });
    }
    void change(std::string const& sql) {
        database().transaction([&](Transaction& transaction) { transaction.run(sql); });
    }
    int sign_in(Time now = start()) {
        return database().transaction([&](Transaction& transaction) {
            return add_waiting_practices(transaction, notices_, account_,
                                         {now, audit(), "192.0.2.1", "https://patient.delinde.example"});
        });
    }
    bool holds(std::string const& condition) {
        return database().read([&](Transaction& transaction) {
            return transaction
                .one(
                    "SELECT 1 FROM registration, patient, account WHERE registration.id = "
                    "'registration-2' AND patient.id = 'patient-2' AND " +
                    condition)
                .has_value();
        });
    }
    std::vector<std::int64_t> audited() {
        return database().read([](Transaction& transaction) {
            std::vector<std::int64_t> outcomes;
            for (auto const& row :
                 transaction.all("SELECT event_outcome_indicator FROM audit_event WHERE "
                                 "event_type_code = 'registration.linked' ORDER BY event_id"))
                outcomes.push_back(row.number(0));
            return outcomes;
        });
    }

  private:
    static std::array<MailFile, 2> mails() {
        return {MailFile{"patients/practice_added", Language::dutch,
                         "Onderwerp: {practice}\n\n{when} {contact}\n\n{address}\n"},
                MailFile{"patients/practice_added", Language::english,
                         "Subject: {practice}\n\n{when} {contact}\n\n{address}\n"}};
    }

    static std::array<WordText, 2> words() {
        return {WordText{"patients.mail_sign_in", Language::dutch, "Inloggen"},
                WordText{"patients.mail_sign_in", Language::english, "Sign in"}};
    }

    std::array<WordText, 2> words_ = words();
    std::array<MailFile, 2> mails_ = mails();
    Catalogue catalogue_{words_, mails_, built_in_brand(), "Voordeur"};
    Notices notices_{outbox(), catalogue_, {}, {}};
    Account account_{Id<Account>("account-1"), "1234567897", std::string(our_address), "Johanna",
                     Language::dutch};
};

TEST_F(WaitingPracticesTest, ThePracticeIsAddedOnceWhenTheBirthDateAgrees) {
    invite_at(our_address, "1948-03-07");
    EXPECT_EQ(sign_in(), 1);
    EXPECT_TRUE(
        holds("patient.account_id = account.id AND patient.identity = 'letter' AND patient.linked_at > 1"));
    EXPECT_TRUE(
        holds("completed_at IS NOT NULL AND super_pin_hash IS NULL AND registration.password_hash IS NULL"));
    EXPECT_EQ(audited(), std::vector<std::int64_t>{0});
    EXPECT_EQ(state("registration-2").purpose, "practice_added");

    EXPECT_EQ(sign_in(), 0);
    EXPECT_EQ(audited().size(), 1U);
}

// It is the partner's, who shares the mailbox and goes on with it.
TEST_F(WaitingPracticesTest, WhatAnotherOfTheMailboxRegistersIsLeftAlone) {
    invite_at(our_address, "1950-01-01");
    EXPECT_EQ(sign_in(), 0);
    EXPECT_TRUE(
        holds("patient.account_id IS NULL AND completed_at IS NULL AND person_proved_at IS NOT NULL AND "
              "super_pin_hash IS NOT NULL"));
    EXPECT_TRUE(audited().empty());
    EXPECT_EQ(state("registration-2").purpose, "");

    change("UPDATE patient SET birth_date = '1948-03-07' WHERE id = 'patient-2'");
    EXPECT_EQ(sign_in(), 1) << "the practice had mistyped it";
}

TEST_F(WaitingPracticesTest, TheBirthDateTellsWhoIsAtAnAddress) {
    auto const is_there = [&](std::string_view birth_date, std::string_view email = our_address) {
        return database().read([&](Transaction& transaction) {
            Registration const registration{.id = Id<Registration>("r"),
                                            .practice_id = Id<Practice>("first"),
                                            .patient_id = Id<Patient>("p"),
                                            .email = std::string(email),
                                            .birth_date = std::string(birth_date)};
            return who_is_at_address_of(transaction, registration).index();
        });
    };
    enum { nobody, its_person, another };
    EXPECT_EQ(is_there("1948-03-07"), its_person);
    EXPECT_EQ(is_there("1948-\?\?-\?\?"), its_person) << "as far as it is known";
    EXPECT_EQ(is_there("1948-03-08"), another);
    EXPECT_EQ(is_there("1950-01-01"), another);
    EXPECT_EQ(is_there("\?\?48-03-07"), another) << "too little to open a file by";
    EXPECT_EQ(is_there("1948-03-07", "someone@post.example"), nobody);

    // The partner has an account too, without the name: it is told apart by its own birth date.
    database().transaction([&](Transaction& transaction) {
        Account const partner{Id<Account>("account-2"), "9876543217", std::string(our_address), "Jan"};
        EXPECT_FALSE(add_account(transaction, {partner, "hash"}, sealer(), start()));
        transaction.run(insert_patient, "patient-3", "first", our_address, "1950-01-01");
        transaction.run("UPDATE patient SET account_id = 'account-2', linked_at = 1 WHERE id = 'patient-3'");
    });
    EXPECT_EQ(is_there("1950-01-01"), its_person);
    EXPECT_EQ(is_there("1948-03-07"), its_person);
    EXPECT_EQ(is_there("1950-01-02"), another);
    // The one with the name is gone: the name is free, and the partner keeps the number.
    database().transaction(
        [&](Transaction& transaction) { close_account(transaction, Id<Account>("account-1"), start()); });
    EXPECT_EQ(is_there("1948-03-07"), nobody);
    EXPECT_EQ(is_there("1950-01-01"), its_person);
}

TEST_F(WaitingPracticesTest, APracticeThatRequiresItsLetterIsNotAddedWithoutOne) {
    invite_at(our_address, "1948-03-07");
    change("UPDATE registration SET person_proved_by = 'details'");
    change("UPDATE practice SET letter_required = 1");
    EXPECT_EQ(sign_in(), 0);
    change("UPDATE registration SET person_proved_by = 'letter'");
    EXPECT_EQ(sign_in(), 1);
}

TEST_F(WaitingPracticesTest, AnotherAddressIsSomebodyElse) {
    invite_at("someone@post.example", "1948-03-07");
    EXPECT_EQ(sign_in(), 0);
}

TEST_F(WaitingPracticesTest, OnlyAnOpenRegistrationWithAProvedPersonWaits) {
    invite_at(our_address, "1948-03-07");
    for (std::string const column : {"locked_at", "completed_at"}) {
        change("UPDATE registration SET " + column + " = 1");
        EXPECT_EQ(sign_in(), 0) << column;
        change("UPDATE registration SET " + column + " = NULL");
    }
    change("UPDATE registration SET person_proved_at = NULL");
    EXPECT_EQ(sign_in(), 0);
    change("UPDATE registration SET person_proved_at = 1");
    EXPECT_EQ(sign_in(start() + std::chrono::days(60)), 0);
    EXPECT_EQ(sign_in(start() + std::chrono::days(59)), 1);
}

}  // namespace
}  // namespace voordeur
