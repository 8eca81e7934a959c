// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "patients/invite_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct StoredPatient {
    std::string id;
    PatientDetails details;
    bool has_account = false;
};

// Held until the transaction ends: two invitations of one practice never make the same patient twice.
void lock_practice(Transaction& transaction, std::string const& practice_id);
// Those with the same e-mail address or the same number, oldest first.
std::vector<StoredPatient> patients_like(Transaction& transaction, std::string const& practice_id,
                                         PatientDetails const& invited);

struct PatientRow {
    std::string id;
    std::string practice_id;
    PatientDetails details;
    std::string name;
    std::optional<std::string> phone;  // E.164
};
// Throws NotUnique when the number is another patient's.
void add_patient(Transaction& transaction, PatientRow const& patient, Time now);
// A number or a telephone that is not said again is kept.
void update_patient(Transaction& transaction, PatientRow const& patient);

std::optional<std::string> newest_registration_of(Transaction& transaction, std::string const& patient_id);
// Also as an account's: it may not be given again.
bool is_customer_number_taken(Transaction& transaction, std::string const& customer_number);

struct NewRegistration {
    std::string id;
    std::string practice_id;
    std::string patient_id;
    std::string customer_number;
};
// Throws NotUnique when the customer number is taken.
void add_registration(Transaction& transaction, NewRegistration const& registration, Time now);
// It lives on from now. Tries and lock stay as they are.
void renew_registration(Transaction& transaction, std::string const& id, Time now);
// The letter, what was proved and the password are gone; links end apart.
void forget_proofs(Transaction& transaction, std::string const& id);
void save_letter(Transaction& transaction, std::string const& id, std::string const& sealed_super_pin_hash,
                 Time expires_at);

}  // namespace voordeur
