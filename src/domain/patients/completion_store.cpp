// SPDX-License-Identifier: EUPL-1.2
#include "patients/completion_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view update_completed =
    "UPDATE registration SET completed_at = $2, password_hash = NULL, super_pin_hash = NULL, "
    "last_wrong_try = NULL, linking_refused_at = NULL WHERE id = $1 AND completed_at IS NULL";
constexpr std::string_view update_patient =
    "UPDATE patient SET account_id = $2, identity = $3, linked_at = $4 WHERE id = $1 AND account_id IS NULL";

}  // namespace

bool complete_registration(Transaction& transaction, std::string const& id, Time now) {
    return transaction.run(update_completed, id, now) == 1;
}

bool link_patient(Transaction& transaction, PatientLink const& link) {
    return transaction.run(update_patient, link.patient_id, link.account_id, link.identity, link.made_at) ==
           1;
}

}  // namespace voordeur
