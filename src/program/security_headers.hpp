// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

namespace voordeur {

struct App;
struct Request;
struct Response;

// On every answer. `secure`: the site is on https.
void add_security_headers(Response& response, bool secure);

// The demo answers only to its own name and to nobody's proxy: another site's page in the same browser could
// otherwise talk to it under a name of its own (DNS rebinding).
std::optional<Response> wrong_door(App const& app, Request const& request);

}  // namespace voordeur
