// SPDX-License-Identifier: EUPL-1.2
// Pages of requests that are answered here, and not at the e-service.
#pragma once

#include "page_function.hpp"

namespace voordeur {

struct Client;

Response unknown_client_page(App const& app, Visitor const& visitor);
// What was sent cannot be read.
Response broken_request_page(App const& app, Visitor const& visitor);
// The answer is wanted where the client has no address.
Response wrong_address_page(App const& app, Visitor const& visitor, Client const& client);
// The patient was away for too long.
Response request_over_page(App const& app, Visitor const& visitor, Client const& client);

}  // namespace voordeur
