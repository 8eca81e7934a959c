// SPDX-License-Identifier: EUPL-1.2
#include "oidc/grant_patient.hpp"

#include <algorithm>

#include "clients/refresh_rules.hpp"
#include "clients/scope_rules.hpp"
#include "practices/practice_store.hpp"
#include "sessions/session_store.hpp"

namespace voordeur {

std::optional<Account> patient_of(Transaction& transaction, ClientGrant const& grant, Time now) {
    auto session = has_scope(grant.scopes, offline_access)
                       ? find_session_though_idle(transaction, grant.session_hash)
                       : find_session(transaction, grant.session_hash, now);
    if (!session || now >= grant.signed_in_at + longest_session) return std::nullopt;
    return std::move(session->account);
}

bool serves(Transaction& transaction, Client const& client, Id<Account> const& account_id) {
    return std::ranges::any_of(practices_of_account(transaction, account_id), [&](Practice const& practice) {
        return std::ranges::find(client.practices, practice.id) != client.practices.end();
    });
}

std::vector<std::string> still_allowed(ClientGrant const& grant, Client const& client) {
    auto scopes = grant.scopes;
    std::erase_if(scopes, [&](std::string const& scope) {
        return scope != openid_scope && !has_scope(client.scopes, scope);
    });
    return scopes;
}

bool may_be_refreshed(Transaction& transaction, ClientGrant const& grant, Client const& client, Time now) {
    return has_scope(still_allowed(grant, client), offline_access) &&
           now < refresh_ends_at(grant.signed_in_at, grant.refreshed_at) &&
           patient_of(transaction, grant, now) && serves(transaction, client, grant.account_id);
}

}  // namespace voordeur
