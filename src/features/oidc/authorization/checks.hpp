// SPDX-License-Identifier: EUPL-1.2
// The checks of an authorization request, a file each, with the words of its standard. Each answers what is
// wrong, or fills in its part of the request. authorize.cpp has them in their order.
#pragma once

#include <optional>

#include "clients/authorization_request.hpp"
#include "oidc/answer.hpp"
#include "web/form.hpp"

namespace voordeur {

struct AskedRequest {
    Form const& parameters;
    Client client;
    AuthorizationRequest request;
};

// While nobody is known who could be told: a page, never a redirect.
using FirstCheck = std::optional<Response> (*)(App const&, Visitor const&, AskedRequest&);
std::optional<Response> check_parameters(App const& app, Visitor const& visitor, AskedRequest& asked);
std::optional<Response> check_client(App const& app, Visitor const& visitor, AskedRequest& asked);
std::optional<Response> check_redirect_address(App const& app, Visitor const& visitor, AskedRequest& asked);

// Of a client that is known, to be answered at an address of its own.
using Check = std::optional<RequestRefusal> (*)(AskedRequest&);
std::optional<RequestRefusal> check_response(AskedRequest& asked);
std::optional<RequestRefusal> check_request_objects(AskedRequest& asked);
std::optional<RequestRefusal> check_scope(AskedRequest& asked);
std::optional<RequestRefusal> check_challenge(AskedRequest& asked);
std::optional<RequestRefusal> check_prompt(AskedRequest& asked);
std::optional<RequestRefusal> check_languages(AskedRequest& asked);
// The last one, since it asks the database.
std::optional<RequestRefusal> check_hint(App const& app, Visitor const& visitor, AskedRequest& asked);

}  // namespace voordeur
