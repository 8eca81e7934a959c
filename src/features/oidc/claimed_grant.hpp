// SPDX-License-Identifier: EUPL-1.2
// What a client may be given tokens for: a code that it redeems, or a refresh token.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "clients/grant_store.hpp"
#include "oidc/client_authentication.hpp"
#include "oidc/token_request.hpp"

namespace voordeur {

using ClaimedRefresh = std::variant<class ClaimedGrant, TokenRefusal, WritesFirst>;

// Evidence: only claim_code and claim_refresh make one.
class ClaimedGrant {
  public:
    ClientGrant const& grant() const { return grant_; }
    Time at() const { return at_; }
    std::vector<std::string> const& scopes() const { return scopes_; }
    // Empty: none.
    std::string const& nonce() const { return nonce_; }
    std::string const& refresh_token() const { return refresh_token_; }

  private:
    ClaimedGrant(ClientGrant grant, Time at) : grant_(std::move(grant)), at_(at), scopes_(grant_.scopes) {}
    friend std::optional<ClaimedGrant> claim_code(Transaction& transaction, TokenRequest const& request,
                                                  AuthenticatedClient const& client);
    friend ClaimedRefresh claim_refresh(Transaction& transaction, TokenRequest const& request,
                                        AuthenticatedClient const& client, MayWrite may_write);
    ClientGrant grant_;
    Time at_;
    std::vector<std::string> scopes_;
    std::string nonce_, refresh_token_;
};

// Once, by the client that it was made for, with the address and the verifier that it was asked with, while
// the session that it was made in holds. nullopt: whatever of it is not so. Throws NotUnique when the code
// was redeemed before: what it made is to be ended then.
std::optional<ClaimedGrant> claim_code(Transaction& transaction, TokenRequest const& request,
                                       AuthenticatedClient const& client);

// By the client that it was made for, while its patient is signed in as patient_of says, and a patient of its
// practices. A client with a secret keeps its refresh token. A public one gets another, and those before
// are dead once that is used: who comes with one of them then ends the grant.
ClaimedRefresh claim_refresh(Transaction& transaction, TokenRequest const& request,
                             AuthenticatedClient const& client, MayWrite may_write);

}  // namespace voordeur
