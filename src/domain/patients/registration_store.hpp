// SPDX-License-Identifier: EUPL-1.2
// The table `registration`: one invitation of one patient, with who that patient is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/identity_rules.hpp"
#include "crypto/sealer.hpp"
#include "patients/registration_rules.hpp"
#include "store/database.hpp"
#include "values/birth_date.hpp"
#include "words/language.hpp"

namespace voordeur {

struct Account;
struct Patient;
struct Practice;

struct Registration {
    Id<Registration> id;
    Id<Practice> practice_id;
    Id<Patient> patient_id;
    std::string customer_number;
    std::optional<std::string> sealed_super_pin_hash;
    std::optional<Time> letter_expires_at;
    RegistrationFacts facts;
    std::optional<IdentityProof> proved_by;
    bool letter_required = false;  // by its practice, now
    std::optional<std::string> sealed_password_hash;

    std::string name;
    std::string email;
    std::string birth_date;
    std::string postcode;
    Language language = Language::dutch;  // of what the practice sends

    // Whether its person is proved by what is enough for its practice.
    bool is_proved() const { return proved_by && is_enough(*proved_by, letter_required); }
};

// The row stays locked until the transaction ends.
std::optional<Registration> lock_registration(Transaction& transaction, Id<Registration> const& id);
std::optional<Id<Registration>> newest_registration_of(Transaction& transaction,
                                                       Id<Patient> const& patient_id);

// The letter with this customer number, as it lies there: whether it still works is for the rules.
struct FoundLetter {
    Id<Registration> registration_id;
    Id<Practice> practice_id;
    std::optional<std::string> sealed_super_pin_hash;
    std::optional<Time> expires_at;
    RegistrationFacts facts;
};
std::optional<FoundLetter> find_letter(Transaction& transaction, std::string const& customer_number);
// Also as an account's: it may not be given again.
bool is_customer_number_taken(Transaction& transaction, std::string const& customer_number);

struct NewRegistration {
    Id<Registration> id;
    Id<Practice> practice_id;
    Id<Patient> patient_id;
    std::string customer_number;
};
// Throws NotUnique when the customer number is taken.
void add_registration(Transaction& transaction, NewRegistration const& registration, Time now);
// It lives on from now; what was proved before it ended is too long ago. Tries and the state of being locked
// stay as they are.
void renew_registration(Transaction& transaction, Id<Registration> const& id, Time now);
// The letter, what was proved and the password are gone; links end apart.
void forget_proofs(Transaction& transaction, Id<Registration> const& id);
// From now on details prove nothing: nor does a password that they let somebody choose.
void forget_details_of_practice(Transaction& transaction, Id<Practice> const& practice_id);
void save_letter(Transaction& transaction, Id<Registration> const& id,
                 std::string const& sealed_super_pin_hash, Time expires_at);

// True for the one that locked it, after too many tries.
bool note_locked(Transaction& transaction, Id<Registration> const& id, Time now);
bool note_unlocked(Transaction& transaction, Id<Registration> const& id);
// A lock that is no older than `since` was none.
void take_lock_back(Transaction& transaction, Id<Registration> const& id, Time since);

void note_person_proved(Transaction& transaction, Id<Registration> const& id, IdentityProof by, Time now);
void save_registration_password(Transaction& transaction, Id<Registration> const& id,
                                std::string const& sealed_hash);
// Details and super-PINs are looked at anew: what was typed wrong is forgotten.
void forget_tries_at(Transaction& transaction, Id<Registration> const& id);
// It is done, in an account that is new (D1) or was there. True for exactly one caller; nothing secret is
// left of it, nor of what was typed wrong.
bool complete_registration(Transaction& transaction, Id<Registration> const& id, Time now);

// Nothing opens it from now on and nothing secret is left of it: links and visits end, the letter is dead. It
// may be invited again. False: it was stopped before.
bool stop_registration(Transaction& transaction, Id<Registration> const& id, Time now);
// Whether a practice made a letter for one of this account's registrations.
bool had_letter(Transaction& transaction, Id<Account> const& account_id);
// Oldest first.
std::vector<Id<Registration>> registrations_of(Transaction& transaction, Id<Patient> const& patient_id);
// Of one that was stopped only its row is left, for the ids in the audit log: no links, no number.
void empty_registration(Transaction& transaction, Id<Registration> const& id);

// An open registration whose person is proved, at an address that has an account already.
struct WaitingRegistration {
    Id<Registration> id;
    Id<Practice> practice_id;
    Id<Patient> patient_id;
    IdentityProof proved_by;
    BirthDate birth_date;
};
// At a mailbox, whosever they are; oldest first. The rows stay locked until the transaction ends.
std::vector<WaitingRegistration> lock_waiting_registrations(Transaction& transaction,
                                                            std::string const& email, Time now);

// Nothing secret is left of those that ended.
std::int64_t forget_secrets_of_ended(Transaction& transaction, Time now);

std::string sealed_for(PasswordChooser const& chooser, Id<Registration> const& id, std::string const& hash,
                       Sealer const& sealer);
std::optional<std::string> chosen_password_hash(Registration const& registration,
                                                PasswordChooser const& chooser, Sealer const& sealer);
SealContext registration_super_pin_context(Id<Registration> const& id);

}  // namespace voordeur
