// SPDX-License-Identifier: EUPL-1.2
// A row is the whole truth about a page: what its path is, who may open it, what must be proved, where it
// stands in the journey, what it costs and what it counts against. The dispatcher asks it all; a page asks
// nothing of it again.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "page_function.hpp"
#include "sessions/next_step_rules.hpp"
#include "sessions/session_rules.hpp"
#include "web/request.hpp"

namespace voordeur {

enum class Who {
    watcher,  // a machine that asks whether the server works: no cookie is read, no session looked up
    anyone,
    old_link,  // who has a link that is known; it may be expired
    link,      // who has a link that holds
    person,    // and proved who they are: by the confirmation link, or the letter's super-PIN in this browser
    patient,   // who is signed in, as far as `need` says
};

// What a POST must come through.
enum class Door {
    none,      // changes nothing, or is no page of ours
    own_form,  // one of our forms, from the browser and the session that it was made for
    client,    // an e-service's: no cookie counts, and who it is it shows itself
};

// Whose pages' scripts may read the answer (CORS), which is for programs then, in trouble too.
enum class Readers {
    own_pages,
    programs,       // and no page's
    clients_sites,  // those that e-services are answered at
    any_site,       // what is the same for everybody
};

// A slow page hashes or makes a PDF: only so many run at once, on threads of their own (web/http_server.hpp).
enum class Work { quick, slow };

// What a wrong or a repeated press is counted on.
enum class Limit { none, details_tries, super_pin_tries, code_tries, password_tries, mails, sms };

using AnyonesPage = Response (*)(App const&, Visitor const&);
using LinkPage = Response (*)(App const&, LinkVisitor const&);
using PatientPage = Response (*)(App const&, PatientVisitor const&);
using PageFunction = std::variant<AnyonesPage, LinkPage, PatientPage>;

// What a slow page answers before it has a place, since it is refused whatever is compared; nothing is
// counted. nullopt: it needs its place.
using AnyonesEarlyAnswer = std::optional<Response> (*)(App const&, Visitor const&);
using LinkEarlyAnswer = std::optional<Response> (*)(App const&, LinkVisitor const&);
using PatientEarlyAnswer = std::optional<Response> (*)(App const&, PatientVisitor const&);
using EarlyAnswer = std::variant<std::monostate, AnyonesEarlyAnswer, LinkEarlyAnswer, PatientEarlyAnswer>;

struct RouteTerms {
    SignInNeed need = {};             // of a patient
    std::optional<NextStep> at = {};  // who stands elsewhere is led there
    Work work = Work::quick;
    Limit limit = Limit::none;
    Door door = Door::own_form;  // of a POST
    EarlyAnswer early = {};      // of a slow page whose limit can be read
    Readers readers = Readers::own_pages;
    bool before_documents = false;  // may be opened while changed documents ask for an answer
};

struct Route {
    Method method;
    std::string_view path;  // with {token}, {slug} or {change} for one part of it
    Who who;
    PageFunction page;
    RouteTerms terms = {};
};

// In the order of the journey: the table of contents.
std::span<Route const> patient_routes();
// Of who has lost something.
std::span<Route const> recovery_routes();
// I: what stands beside the ways to sign in.
std::span<Route const> account_routes();
// What passkeys take beside those: a button asks, a device answers.
std::span<Route const> passkey_routes();
// For e-services, which let their patients sign in here.
std::span<Route const> oidc_routes();
// For those who watch the server.
std::span<Route const> watcher_routes();

// Every row. Lives as long as the program.
std::vector<Route> const& all_routes();

// The stored names of a row's terms, for whoever reads the table (tests, documents).
std::string_view name_of(Who who);
std::string_view name_of(Door door);
std::string_view name_of(Limit limit);

}  // namespace voordeur
