// SPDX-License-Identifier: EUPL-1.2
#include "app.hpp"
#include "clients/authorization_code.hpp"
#include "clients/refresh_token.hpp"
#include "clients/scope_rules.hpp"
#include "oidc/claimed_grant.hpp"
#include "sessions/session_store.hpp"
#include "visitor.hpp"
#include "web/form.hpp"

namespace voordeur {

std::optional<ClaimedGrant> claim_code(Transaction& transaction, TokenRequest const& request,
                                       AuthenticatedClient const& client) {
    auto const& [app, visitor, form] = request;
    auto const now = visitor.now();
    auto const challenge = challenge_of(form.text("code_verifier"));
    auto facts = open_code(app.sealer, {client.client().id, form.text("redirect_uri"), challenge},
                           form.text("code"), now);
    if (!facts) return std::nullopt;
    auto session = find_session(transaction, facts->session_hash, now);
    if (!session || session->account.id != facts->account_id) return std::nullopt;
    ClientGrant grant{new_id<ClientGrant>(now, app.random),
                      client.client().id,
                      facts->account_id,
                      facts->session_hash,
                      std::move(facts->scopes),
                      session->signed_in_at,
                      session->methods,
                      app.mac.of("session at client", client.client().id.text() + " " + facts->session_hash)};
    add_grant(transaction, grant, form.text("code"), now);
    ClaimedGrant claimed(std::move(grant), now);
    claimed.nonce_ = std::move(facts->nonce);
    if (has_scope(claimed.scopes(), offline_access))
        claimed.refresh_token_ =
            seal_refresh_token(app.sealer, client.client().id, {claimed.grant().id, {0, now}});
    return claimed;
}

}  // namespace voordeur
