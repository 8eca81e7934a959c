// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "store/database.hpp"
#include "values/birth_date.hpp"

namespace voordeur {

// An open registration whose person is proved, at an address that has an account already.
struct WaitingRegistration {
    std::string id;
    std::string practice_id;
    std::string patient_id;
    std::string proved_by;  // details or letter
    BirthDate birth_date;
};

// Oldest first; the rows stay locked until the transaction ends. One that was refused comes back only when
// the practice invited that patient again.
std::vector<WaitingRegistration> waiting_registrations(Transaction& transaction, std::string const& email,
                                                       Time now);
std::vector<BirthDate> linked_birth_dates(Transaction& transaction, std::string const& account_id);

// True for exactly one caller. The letter's super-PIN and a password that was chosen are erased.
bool link_waiting(Transaction& transaction, WaitingRegistration const& waiting, std::string const& account_id,
                  Time now);
void refuse_waiting(Transaction& transaction, std::string const& registration_id, Time now);

}  // namespace voordeur
