// SPDX-License-Identifier: EUPL-1.2
// An access token: the sealed name of a grant. What it opens is read from the grant, so that what ends a
// grant ends it at once.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/time.hpp"
#include "clients/scope_rules.hpp"
#include "crypto/sealer.hpp"

namespace voordeur {

struct ClientGrant;

struct AccessToken {
    Id<ClientGrant> grant_id;
    ScopeBits scopes;  // of those of the grant
    Time at;
};

constexpr std::chrono::seconds access_token_lasts{600};

// At most 120 characters.
std::string seal_access_token(Sealer const& sealer, AccessToken const& token);
// nullopt: none of ours, or too old.
std::optional<AccessToken> open_access_token(Sealer const& sealer, std::string_view text, Time now);

}  // namespace voordeur
