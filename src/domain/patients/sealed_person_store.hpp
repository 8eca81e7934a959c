// SPDX-License-Identifier: EUPL-1.2
// The table `sealed_person`: who an account or a registration was that is gone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"

namespace voordeur {

struct NewSealedPerson {
    AuditObject about;  // an account or a registration, as the log names it
    std::string customer_number;
    std::string sealed;
};
// What is there about it is replaced.
void save_sealed_person(Transaction& transaction, Mac const& mac, NewSealedPerson const& person, Time now);

struct SealedPerson {
    AuditObject about;
    std::string sealed;
    bool is_ours;  // as Voordeur wrote it
};
std::vector<SealedPerson> sealed_persons_of_number(Transaction& transaction, Mac const& mac,
                                                   std::string const& customer_number);
std::vector<SealedPerson> sealed_persons_of_id(Transaction& transaction, Mac const& mac,
                                               std::string const& id);

// At most `limit` of those made before `when` about which the audit log has no line any more.
std::int64_t forget_sealed_persons(Transaction& transaction, Time when, int limit);

}  // namespace voordeur
