// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "app.hpp"
#include "audit/audit.hpp"
#include "clients/refresh_token.hpp"
#include "clients/scope_rules.hpp"
#include "oidc/claimed_grant.hpp"
#include "oidc/grant_patient.hpp"
#include "visitor.hpp"
#include "web/form.hpp"

namespace voordeur {
namespace {

using Scopes = std::vector<std::string>;

// Not found, ended, too old, another's, used: one answer.
constexpr TokenRefusal no_such_grant{400, "invalid_grant", "the refresh token is not valid"};
constexpr TokenRefusal more_than_granted{400, "invalid_scope", "scope has what was not granted"};

struct Shown {
    RefreshToken token;
    ClientGrant grant;
};

std::optional<Shown> find_shown(Transaction& transaction, TokenRequest const& request, Client const& client,
                                MayWrite may_write) {
    auto token = open_refresh_token(request.app.sealer, client.id, request.form.text("refresh_token"));
    if (!token) return std::nullopt;
    auto grant = may_write == MayWrite::yes ? lock_grant(transaction, token->grant_id)
                                            : find_grant(transaction, token->grant_id);
    if (!grant || !may_be_refreshed(transaction, *grant, client, request.visitor.now())) return std::nullopt;
    return Shown{std::move(*token), std::move(*grant)};
}

void end_all_of_it(Transaction& transaction, TokenRequest const& request, ClientGrant const& grant) {
    auto const& [app, visitor, form] = request;
    end_grant(transaction, grant.id, visitor.now());
    app.audit.record(transaction,
                     {.type = AuditType::client_refresh_again,
                      .action = Action::remove,
                      .outcome = Outcome::serious,
                      .actor = Actor::unknown(visitor.network),
                      .object = grant.client_id},
                     visitor.now());
}

std::string next_token(TokenRequest const& request, Client const& client, RefreshToken token) {
    if (!client.is_public()) return request.form.text("refresh_token");
    token.turn = {token.turn.number + 1, request.visitor.now()};
    return seal_refresh_token(request.app.sealer, client.id, token);
}

}  // namespace

ClaimedRefresh claim_refresh(Transaction& transaction, TokenRequest const& request,
                             AuthenticatedClient const& authenticated, MayWrite may_write) {
    auto const& client = authenticated.client();
    auto const now = request.visitor.now();
    auto shown = find_shown(transaction, request, client, may_write);
    if (!shown) return no_such_grant;
    auto& [token, grant] = *shown;

    auto const outcome = outcome_of(token.turn, grant.used_last);
    if (outcome == RefreshOutcome::never_made) return no_such_grant;
    if (outcome == RefreshOutcome::came_again) {
        if (may_write == MayWrite::no) return WritesFirst{};
        end_all_of_it(transaction, request, grant);
        return no_such_grant;
    }
    auto scopes = narrowed_scopes(still_allowed(grant, client), words_in(request.form.text("scope")));
    if (!scopes) return more_than_granted;
    if (outcome == RefreshOutcome::first_use || now >= grant.refreshed_at + refresh_noted_every) {
        if (may_write == MayWrite::no) return WritesFirst{};
        if (outcome == RefreshOutcome::first_use) grant.used_last = token.turn;
        note_refresh(transaction, grant, now);
    }
    ClaimedGrant claimed(std::move(grant), now);
    claimed.scopes_ = std::move(*scopes);
    claimed.refresh_token_ = next_token(request, client, token);
    return claimed;
}

}  // namespace voordeur
