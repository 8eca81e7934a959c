// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

// A registration is done, in an account that is new (D1) or was there (waiting_practices). True for exactly
// one caller; nothing secret is left in the row.
bool complete_registration(Transaction& transaction, std::string const& id, Time now);

struct PatientLink {
    std::string patient_id;
    std::string account_id;
    std::string identity;  // how it was established: details or letter
    Time made_at;
};
// False when the patient has an account already.
bool link_patient(Transaction& transaction, PatientLink const& link);

}  // namespace voordeur
