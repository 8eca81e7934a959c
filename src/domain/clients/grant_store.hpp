// SPDX-License-Identifier: EUPL-1.2
// The tables `client_grant` and `client_subject`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/account_store.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "clients/client.hpp"
#include "store/database.hpp"

namespace voordeur {

// What a client got for one code.
struct ClientGrant {
    Id<ClientGrant> id;
    Id<Client> client_id;
    Id<Account> account_id;
    std::string session_hash;
    std::vector<std::string> scopes;
};

// Throws NotUnique when the code was redeemed before.
void add_grant(Transaction& transaction, ClientGrant const& grant, std::string_view code, Time now);
// nullopt: ended, or unknown.
std::optional<ClientGrant> find_grant(Transaction& transaction, Id<ClientGrant> const& id);
// A code that comes again is in wrong hands, and so may be what it made (RFC 6749 section 4.1.2). False:
// nothing was made of it, or that ended before.
bool end_grant_of_code(Transaction& transaction, std::string_view code, Id<Client> const& client_id,
                       Time now);
void end_grants_of_client(Transaction& transaction, Id<Client> const& client_id, Time now);
std::int64_t forget_grants_made_before(Transaction& transaction, Time when);

// What this client calls this account: random, made when it is first asked for.
std::string subject_at(Transaction& transaction, Random& random, Id<Client> const& client_id,
                       Id<Account> const& account_id);
// What clients call it, and what they got.
void forget_at_clients(Transaction& transaction, Id<Account> const& account_id);

}  // namespace voordeur
