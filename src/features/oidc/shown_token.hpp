// SPDX-License-Identifier: EUPL-1.2
// What a client shows of what it got, to give it back or to ask whether it is good for anything.
#pragma once

#include <optional>
#include <variant>

#include "clients/access_token.hpp"
#include "clients/grant_store.hpp"
#include "clients/refresh_token.hpp"
#include "oidc/claimed_grant.hpp"

namespace voordeur {

struct ShownToken {
    ClientGrant grant;
    std::variant<AccessToken, RefreshToken> token;
};

// The form's `token`, whatever its hint says that it is. nullopt: none of this client's, an access token that
// is too old, or what it names has ended.
std::optional<ShownToken> find_shown_token(Transaction& transaction, TokenRequest const& request,
                                           Client const& client);

}  // namespace voordeur
