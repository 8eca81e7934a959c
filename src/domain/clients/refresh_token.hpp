// SPDX-License-Identifier: EUPL-1.2
// A refresh token (RFC 6749 section 1.5): the sealed name of a grant, and which of its refresh tokens it is.
// What it is worth is read from the grant.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "clients/refresh_rules.hpp"
#include "crypto/sealer.hpp"

namespace voordeur {

struct Client;
struct ClientGrant;

struct RefreshToken {
    Id<ClientGrant> grant_id;
    RefreshTurn turn;
};

// At most 120 characters. It opens for this client only.
std::string seal_refresh_token(Sealer const& sealer, Id<Client> const& client_id, RefreshToken const& token);
// nullopt: none of ours, or another's.
std::optional<RefreshToken> open_refresh_token(Sealer const& sealer, Id<Client> const& client_id,
                                               std::string_view text);

}  // namespace voordeur
