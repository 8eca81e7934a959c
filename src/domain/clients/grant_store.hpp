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
#include "clients/refresh_rules.hpp"
#include "sessions/session_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

// What a client got for one code.
struct ClientGrant {
    Id<ClientGrant> id;
    Id<Client> client_id;
    Id<Account> account_id;
    std::string session_hash;  // it ends with this session
    std::vector<std::string> scopes;
    // How the patient signed in for it, and what the client calls that: each of its ID tokens says the same.
    Time signed_in_at = {};
    UsedMethods methods = {};
    std::string session_name = {};
    RefreshTurn used_last = {};
    Time refreshed_at = {};
};

// Not refreshed yet. Throws NotUnique when the code was redeemed before.
void add_grant(Transaction& transaction, ClientGrant const& grant, std::string_view code, Time now);
// nullopt: ended, or unknown.
std::optional<ClientGrant> find_grant(Transaction& transaction, Id<ClientGrant> const& id);
// The same; until the end of the step nobody else changes it.
std::optional<ClientGrant> lock_grant(Transaction& transaction, Id<ClientGrant> const& id);
// `grant.used_last` was used now.
void note_refresh(Transaction& transaction, ClientGrant const& grant, Time now);
// What was granted in a session goes on in the one that came in its place.
struct SessionChange {
    std::string const& from;
    std::string const& to;
};
void move_grants(Transaction& transaction, Id<Account> const& account_id, SessionChange const& change);
// Whether the client calls this session so.
struct NamedSession {
    std::string const& session_hash;
    Id<Client> const& client_id;
    std::string const& name;
};
bool is_session_named(Transaction& transaction, NamedSession const& named);
// False: it had ended.
bool end_grant(Transaction& transaction, Id<ClientGrant> const& id, Time now);
// A code that comes again is in wrong hands, and so may be what it made (RFC 6749 section 4.1.2). False:
// nothing was made of it, or that ended before.
bool end_grant_of_code(Transaction& transaction, std::string_view code, Id<Client> const& client_id,
                       Time now);
void end_grants_of_client(Transaction& transaction, Id<Client> const& client_id, Time now);
std::int64_t forget_grants_made_before(Transaction& transaction, Time when);

// What this client calls this account: random, made when it is first asked for.
std::string subject_at(Transaction& transaction, Random& random, Id<Client> const& client_id,
                       Id<Account> const& account_id);
// nullopt: nothing yet.
std::optional<std::string> find_subject(Transaction& transaction, Id<Client> const& client_id,
                                        Id<Account> const& account_id);
// What clients call it, and what they got.
void forget_at_clients(Transaction& transaction, Id<Account> const& account_id);

}  // namespace voordeur
