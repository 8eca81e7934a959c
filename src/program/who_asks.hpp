// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "page_function.hpp"
#include "sessions/session_rules.hpp"

namespace voordeur {

struct FoundRoute;
struct RouteTerms;

// Where this sign-in is to end, and the language of there, unless the patient chose one here.
void load_service_request(App const& app, Visitor& visitor);
// Who is signed in in the visitor's browser, if anyone.
void load_session(App const& app, Visitor& visitor);
// Of the link (open_link sets that), else of the address, else of the account, else the only one.
void load_practice(App const& app, Visitor& visitor, FoundRoute const& found);

// What answers whoever is signed in with two factors and wants to change something: that it is not possible
// in the two days after a recovery, or that it is to be confirmed. nullopt: it may be, or nothing is to be
// changed.
std::optional<Response> answer_before_change(App const& app, Visitor const& visitor, SignInNeed const& need);
// To where whoever is signed in stands, unless that is this page.
std::optional<Response> lead_to_next_step(App const& app, Visitor& visitor, RouteTerms const& terms);

}  // namespace voordeur
