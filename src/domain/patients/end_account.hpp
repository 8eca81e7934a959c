// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "accounts/account_store.hpp"
#include "base/time.hpp"
#include "patients/patient_rooms.hpp"
#include "store/database.hpp"

namespace voordeur {

// All that signs in is gone: sessions, super-PIN, telephone, codes, name and password; what was not sent yet
// is not sent. Its number is nobody's again, and who it was is sealed. The patients of all practices stay,
// without an account, and may be invited again. To be called with the account locked; whoever tells its
// person does so afterwards.
void end_account(Transaction& transaction, PatientRooms const& rooms, Account const& account, Time now);

}  // namespace voordeur
