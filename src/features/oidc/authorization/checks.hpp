// SPDX-License-Identifier: EUPL-1.2
// The checks of an authorization request, a file each, with the words of its standard. Each answers what is
// wrong, or fills in its part of the request.
#pragma once

#include <optional>

#include "clients/authorization_request.hpp"
#include "oidc/answer.hpp"
#include "web/form.hpp"

namespace voordeur {

// Of a client that is known, to be answered at an address of its own.
struct AskedRequest {
    Form const& parameters;
    Client const& client;
    AuthorizationRequest request;
};
using Check = std::optional<RequestRefusal> (*)(AskedRequest&);

// Each parameter is short enough to go along in an address.
bool can_be_read(Form const& parameters);

std::optional<RequestRefusal> check_response(AskedRequest& asked);
std::optional<RequestRefusal> check_request_objects(AskedRequest& asked);
std::optional<RequestRefusal> check_scope(AskedRequest& asked);
std::optional<RequestRefusal> check_challenge(AskedRequest& asked);
std::optional<RequestRefusal> check_prompt(AskedRequest& asked);

}  // namespace voordeur
