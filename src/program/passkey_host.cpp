// SPDX-License-Identifier: EUPL-1.2
#include "passkey_host.hpp"

#include "config/config_error.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "store/database.hpp"

namespace voordeur {

void check_passkey_host(Database& database, Passkeys const& passkeys) {
    auto const elsewhere = database.read(
        [&](Transaction& transaction) { return passkeys_elsewhere(transaction, passkeys.rp_id()); });
    if (elsewhere.count == 0) return;
    throw ConfigError("public_url: passkeys made for " + elsewhere.rp_id +
                      " work at that host only, and there are " + std::to_string(elsewhere.count) +
                      ". Set public_url back to it, or let them go by \"voordeur forget-passkeys --host " +
                      elsewhere.rp_id +
                      "\": their owners then sign in in another way, or call the practice.");
}

}  // namespace voordeur
