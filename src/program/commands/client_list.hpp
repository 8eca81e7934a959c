// SPDX-License-Identifier: EUPL-1.2
// What `voordeur client list` prints.
#pragma once

#include <string>
#include <vector>

#include "clients/client.hpp"

namespace voordeur {

std::string clients_table(std::vector<Client> const& clients);
// A JSON line each.
std::string clients_as_json(std::vector<Client> const& clients);

}  // namespace voordeur
