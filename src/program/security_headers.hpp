// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

namespace voordeur {

struct App;
struct Request;
struct Response;
struct Visitor;

// Whether what is done on a page may end at an e-service.
enum class LeadsAway {
    no,
    yes,       // a form's answer may: the policy names nobody, since the e-service may redirect further
    in_popup,  // and the window that opened this one waits there
};

LeadsAway leads_away_of(Visitor const& visitor);

// On every answer. `secure`: the site is on https.
void add_security_headers(Response& response, bool secure, LeadsAway leads_away = LeadsAway::no);

// The demo answers only to its own name and to nobody's proxy: another site's page in the same browser could
// otherwise talk to it under a name of its own (DNS rebinding).
std::optional<Response> wrong_door(App const& app, Request const& request);

}  // namespace voordeur
