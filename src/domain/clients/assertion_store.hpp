// SPDX-License-Identifier: EUPL-1.2
// The table `client_assertion`: what a client signed to show who it is is taken once (jti).
#pragma once

#include <cstdint>
#include <string>

#include "base/time.hpp"
#include "clients/client.hpp"
#include "store/database.hpp"

namespace voordeur {

// False: it was taken before.
bool take_assertion(Transaction& transaction, Id<Client> const& client_id, std::string const& assertion_id,
                    Time expires_at);
std::int64_t forget_assertions_expired_before(Transaction& transaction, Time when);

}  // namespace voordeur
