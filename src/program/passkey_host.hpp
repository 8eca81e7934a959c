// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace voordeur {

class Database;
class Passkeys;

// Passkeys work at the host that they were made for: where public_url has another one, every patient with a
// passkey would be asked for what cannot be given. Throws ConfigError that says how many, and what to do.
void check_passkey_host(Database& database, Passkeys const& passkeys);

}  // namespace voordeur
