// SPDX-License-Identifier: EUPL-1.2
// What the dispatcher knows of a slow page before it has a place: among whom that is shared, and whether it
// needs one at all.
#include <exception>

#include "app.hpp"
#include "base/overloaded.hpp"
#include "crypto/encoding.hpp"
#include "dispatcher.hpp"
#include "go_on.hpp"
#include "routes/route.hpp"
#include "security_headers.hpp"
#include "values/network.hpp"
#include "visitor.hpp"
#include "web/browser.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

std::optional<Response> early_answer_of(App const& app, Visitor const& visitor, Route const& route) {
    return std::visit(
        overloaded{[](std::monostate) { return std::optional<Response>(); },
                   [&](AnyonesEarlyAnswer answer) { return answer(app, visitor); },
                   [&](LinkEarlyAnswer answer) { return answer(app, LinkVisitor(visitor)); },
                   [&](PatientEarlyAnswer answer) { return answer(app, PatientVisitor(visitor)); }},
        route.terms.early);
}

}  // namespace

std::optional<Sharers> Dispatcher::sharers_of_slow(Request const& request) const {
    auto const found = routes_.find(request);
    if (found.route == nullptr || found.route->terms.work != Work::slow) return std::nullopt;
    auto const network = network_of(request, true);
    Sharers sharers{"network " + network};
    if (auto const site = site_of_network(network)) sharers.push_back("network " + *site);
    if (found.name.find("{token}") != std::string_view::npos)
        sharers.push_back("link " + std::string(found.part));
    if (auto const session = cookie_token(request, app_.cookies.session()))
        sharers.push_back("session " + *session);
    return sharers;
}

std::optional<Response> Dispatcher::answer_early(Request& request) const {
    auto const began = std::chrono::steady_clock::now();
    request.now = clock_.now();
    request.id = to_hex(app_.random.bytes(4));
    auto const found = routes_.find(request);
    if (found.route == nullptr) return std::nullopt;
    std::optional<Response> response;
    auto leads_away = LeadsAway::no;
    try {
        response = wrong_door(app_, request);
        if (!response) {
            auto visitor = visitor_of(request, false);
            response = refuse(visitor, found);
            if (!response && !is_only_to_show(visitor))
                response = early_answer_of(app_, visitor, *found.route);
            if (response) finish(*response, visitor);
            leads_away = leads_away_of(visitor);
        }
    } catch (std::exception const&) {
        return std::nullopt;  // the page itself says it
    }
    if (!response) return std::nullopt;
    add_security_headers(*response, app_.cookies.secure(), leads_away);
    observe(request, found, *response, began);
    return response;
}

}  // namespace voordeur
