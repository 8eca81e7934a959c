// SPDX-License-Identifier: EUPL-1.2
// Whom a grant is about, as long as it may be told, and what may be told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "clients/client.hpp"
#include "clients/grant_store.hpp"

namespace voordeur {

// nullopt: signed out since, or gone. A grant without offline_access holds as long as its session; one with
// it holds though the patient does nothing here, until the session is ended or would be too old.
std::optional<Account> patient_of(Transaction& transaction, ClientGrant const& grant, Time now);
// Whether this client is an e-service of one of the account's practices.
bool serves(Transaction& transaction, Client const& client, Id<Account> const& account_id);

// What was granted, without what the client may not ask any more.
std::vector<std::string> still_allowed(ClientGrant const& grant, Client const& client);
bool may_be_refreshed(Transaction& transaction, ClientGrant const& grant, Client const& client, Time now);

}  // namespace voordeur
