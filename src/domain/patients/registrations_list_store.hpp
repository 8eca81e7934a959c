// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/identity_rules.hpp"
#include "patients/registration_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Registration;
struct Practice;
struct Challenge;

// One registration as its practice may see it.
struct ListedRegistration {
    Id<Registration> id;
    std::string name;
    std::string birth_date;
    std::string email;
    Time invited_at;
    RegistrationFacts facts;
    std::int64_t details_tries = 0;
    std::int64_t super_pin_tries = 0;
    std::optional<Time> letter_expires_at;
    std::optional<IdentityProof> proved_by;
    bool has_password = false;
    bool has_super_pin = false;  // these two: of the account, once there is one
    bool has_second_factor = false;
    std::optional<Id<Challenge>> newest_challenge_id;
};

// Oldest invitation first.
std::vector<ListedRegistration> registrations_of_practice(Transaction& transaction,
                                                          Id<Practice> const& practice_id);

}  // namespace voordeur
