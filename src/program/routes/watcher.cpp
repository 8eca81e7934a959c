// SPDX-License-Identifier: EUPL-1.2
// Alive, and ready: for the proxy, the service manager and whoever else watches the server.
#include "app.hpp"
#include "installation.hpp"
#include "routes/route.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

Response show_alive(App const&, Visitor const&) {
    return plain_text(200, "alive\n");
}

Response show_ready(App const& app, Visitor const&) {
    try {
        return is_schema_current(app.database) ? plain_text(200, "ready\n") : plain_text(503, "schema\n");
    } catch (std::exception const&) {
        return plain_text(503, "database\n");
    }
}

constexpr Route table[] = {
    {Method::get, urls::alive, Who::watcher, show_alive, {.door = Door::none}},
    {Method::get, urls::ready, Who::watcher, show_ready, {.door = Door::none}},
};

}  // namespace

std::span<Route const> watcher_routes() {
    return table;
}

}  // namespace voordeur
