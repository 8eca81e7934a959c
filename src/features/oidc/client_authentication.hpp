// SPDX-License-Identifier: EUPL-1.2
// Which client asks: by its secret, in the header or in the form (RFC 6749 section 2.3.1), or by what it
// signed; a public client by its name.
#pragma once

#include <utility>
#include <variant>

#include "clients/client.hpp"
#include "oidc/json_answer.hpp"
#include "oidc/token_request.hpp"

namespace voordeur {

using AskingClient = std::variant<class AuthenticatedClient, TokenRefusal, WritesFirst>;

// Evidence: only authenticate_client makes one.
class AuthenticatedClient {
  public:
    Client const& client() const { return client_; }

  private:
    explicit AuthenticatedClient(Client client) : client_(std::move(client)) {}
    friend AskingClient authenticate_client(Transaction& transaction, TokenRequest const& request,
                                            MayWrite may_write);
    Client client_;
};

// What a client signed is taken once, which has to be written.
AskingClient authenticate_client(Transaction& transaction, TokenRequest const& request, MayWrite may_write);

}  // namespace voordeur
