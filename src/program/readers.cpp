// SPDX-License-Identifier: EUPL-1.2
#include "readers.hpp"

#include "app.hpp"
#include "clients/client_rules.hpp"
#include "clients/client_store.hpp"
#include "oidc/json_answer.hpp"
#include "problem_pages.hpp"
#include "routes/route.hpp"
#include "routes/route_finder.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

Readers readers_of(FoundRoute const& found) {
    return found.route == nullptr ? Readers::own_pages : found.route->terms.readers;
}

bool is_site_of_client(App const& app, std::string_view origin) {
    return app.database.read(
        [&](Transaction& transaction) { return has_site(all_client_addresses(transaction), origin); });
}

}  // namespace

void load_reader(App const& app, Visitor& visitor, FoundRoute const& found) {
    auto const readers = readers_of(found);
    auto const origin = visitor.request.header("origin");
    auto const may_be_site = readers == Readers::clients_sites || readers == Readers::any_site;
    if (!may_be_site || origin.empty()) return;
    if (readers == Readers::any_site || is_site_of_client(app, origin)) visitor.read_by = origin;
}

void let_read(Response& response, Visitor const& visitor) {
    if (visitor.read_by.empty()) return;
    response.with_header("Access-Control-Allow-Origin", visitor.read_by);
    response.with_header("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After");
}

Response trouble_at(App const& app, Visitor const& visitor, FoundRoute const& found, bool is_busy) {
    if (readers_of(found) != Readers::own_pages) return trouble_answer(is_busy);
    return is_busy ? busy_page(app, visitor) : failed_page(app, visitor);
}

}  // namespace voordeur
