// SPDX-License-Identifier: EUPL-1.2
// Which client asks (RFC 6749 section 2.3.1): by its secret, in the header or in the form; a public client by
// its name.
#pragma once

#include <utility>
#include <variant>

#include "clients/client.hpp"
#include "oidc/json_answer.hpp"
#include "page_function.hpp"

namespace voordeur {

class Form;
class Transaction;
struct Request;

// Evidence: only authenticate_client makes one.
class AuthenticatedClient {
  public:
    Client const& client() const { return client_; }

  private:
    explicit AuthenticatedClient(Client client) : client_(std::move(client)) {}
    friend std::variant<AuthenticatedClient, TokenRefusal> authenticate_client(Transaction& transaction,
                                                                               Request const& request,
                                                                               Form const& form);
    Client client_;
};

std::variant<AuthenticatedClient, TokenRefusal> authenticate_client(Transaction& transaction,
                                                                    Request const& request, Form const& form);

}  // namespace voordeur
