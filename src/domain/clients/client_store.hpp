// SPDX-License-Identifier: EUPL-1.2
// The tables `client`, `client_address`, `client_sign_out_address` and `client_practice`.
#pragma once

#include <optional>
#include <vector>

#include "base/time.hpp"
#include "clients/client.hpp"
#include "store/database.hpp"

namespace voordeur {

// nullopt: unknown, or removed.
std::optional<Client> find_client(Transaction& transaction, Id<Client> const& id);
// In the order in which they were made.
std::vector<Client> all_clients(Transaction& transaction);
std::vector<Client> clients_of_practice(Transaction& transaction, Id<Practice> const& practice_id);
// Of all of them.
std::vector<std::string> all_client_addresses(Transaction& transaction);
// Throws NotUnique when there is, or was, one of that id.
void add_client(Transaction& transaction, Client const& client, Time now);
// All but its id.
void change_client(Transaction& transaction, Client const& client);
// False: it was so before. What it got before is worth nothing any more; its id is nobody's anew.
bool remove_client(Transaction& transaction, Id<Client> const& id, Time now);

}  // namespace voordeur
