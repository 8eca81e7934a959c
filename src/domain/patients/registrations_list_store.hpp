// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "accounts/identity_rules.hpp"
#include "outbox/outbox_store.hpp"
#include "patients/registration_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Registration;
struct Practice;

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
};

// At most `limit`, oldest invitation first, those that come after `last`; nullptr: from the beginning.
std::vector<ListedRegistration> registrations_of_practice(Transaction& transaction,
                                                          Id<Practice> const& practice_id,
                                                          ListedRegistration const* last, int limit);

// The newest e-mail and SMS of each registration, by its id.
struct NewestMessages {
    std::map<Id<Registration>, MessageState> emails, sms;
};
// Of a page that registrations_of_practice gave: as many statements as for one registration.
NewestMessages newest_messages(Transaction& transaction, Id<Practice> const& practice_id,
                               std::vector<ListedRegistration> const& page);

}  // namespace voordeur
