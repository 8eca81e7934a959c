// SPDX-License-Identifier: EUPL-1.2
// "If the End-User identified by the ID Token is already logged in or is logged in as a result of the
// request [...], then the Authorization Server returns a positive response; otherwise, it MUST return an
// error" (OpenID Connect Core section 3.1.2.1, id_token_hint). One that we cannot read any more is of
// somebody whose sign-in ended since.
#include "app.hpp"
#include "oidc/authorization/checks.hpp"
#include "oidc/id_token_hint.hpp"
#include "store/database.hpp"
#include "visitor.hpp"

namespace voordeur {

std::optional<RequestRefusal> check_hint(App const& app, Visitor const& visitor, AskedRequest& asked) {
    auto const& hint = asked.parameters.text("id_token_hint");
    if (hint.empty()) return std::nullopt;
    auto const hinted = app.database.read(
        [&](Transaction& transaction) { return read_id_token_hint(transaction, app, hint, visitor.now()); });
    if (hinted && hinted->client_id == asked.client.id) {
        asked.request.subject = hinted->subject;
        return std::nullopt;
    }
    if (!asked.request.asks_nobody) return std::nullopt;
    return RequestRefusal{"login_required", "id_token_hint is of nobody who is signed in"};
}

}  // namespace voordeur
