// SPDX-License-Identifier: EUPL-1.2
// A code, redeemed: once, by the client that it was made for, with the address and the verifier that it was
// asked with, while the session that it was made in holds.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "clients/grant_store.hpp"
#include "oidc/client_authentication.hpp"
#include "page_function.hpp"
#include "sessions/session_store.hpp"

namespace voordeur {

// What a program asks at the token endpoint.
struct TokenRequest {
    App const& app;
    Visitor const& visitor;
    Form const& form;
};

// Evidence: only claim_code makes one.
class ClaimedGrant {
  public:
    ClientGrant const& grant() const { return grant_; }
    Session const& session() const { return session_; }
    std::string const& nonce() const { return nonce_; }
    Time at() const { return at_; }

  private:
    ClaimedGrant(ClientGrant grant, Session session, std::string nonce, Time at)
        : grant_(std::move(grant)), session_(std::move(session)), nonce_(std::move(nonce)), at_(at) {}
    friend std::optional<ClaimedGrant> claim_code(Transaction& transaction, TokenRequest const& request,
                                                  AuthenticatedClient const& client);
    ClientGrant grant_;
    Session session_;
    std::string nonce_;
    Time at_;
};

// nullopt: whatever of it is not so. Throws NotUnique when the code was redeemed before: what it made is to
// be ended then.
std::optional<ClaimedGrant> claim_code(Transaction& transaction, TokenRequest const& request,
                                       AuthenticatedClient const& client);

}  // namespace voordeur
