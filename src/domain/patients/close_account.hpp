// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <variant>

#include "patients/own_account.hpp"
#include "patients/patient_rooms.hpp"

namespace voordeur {

struct AccountClosed {};
using CloseOutcome = std::variant<AccountClosed, NoSuchPatient>;

// Ends the account of a practice's own patient and tells the patient and all practices of the patient by
// mail. What the practices know of the patient stays as of any ended registration.
CloseOutcome close_account(PatientRooms const& rooms, OwnAccountRequest const& request, Time now);

// The same for whoever has locked the account and tells of it; who its patients were is sealed too.
void close_sealed(Transaction& transaction, PatientRooms const& rooms, Account const& account, Time now);

}  // namespace voordeur
