// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/bound.hpp"

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "crypto/tokens.hpp"
#include "factors/factor_store.hpp"
#include "patients/waiting_practices.hpp"
#include "recoveries/recover.hpp"
#include "sessions/session_store.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

struct Bound {
    // Of the short journey.
    std::optional<CookieToken> session = {};
    NextStep next = NextStep::services;
};

// As a sign-in with both does.
Bound sign_in(Transaction& transaction, App const& app, PatientVisitor const& visitor,
              UsedMethods const& methods) {
    auto const& account = visitor.account();
    auto session =
        begin_session(transaction, app, visitor, {account.id, methods, visitor.now(), std::nullopt});
    end_recoveries_at_sign_in({transaction, app.recovery, visitor.now()}, account, methods);
    record_step(transaction, app, visitor, {.type = AuditType::sign_in_code, .object = account.id});
    add_waiting_practices(transaction, app.notices, account,
                          {visitor.now(), app.audit, visitor.network, app.site.public_url});
    return {std::move(session), next_step(signed_in_facts(transaction, app, account, methods))};
}

std::optional<Bound> bind(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                          ProvedFactor const& fresh) {
    auto const& account_id = visitor.account().id;
    if (!lock_for_change(transaction, visitor) || has_factor(transaction, account_id) ||
        !fresh.bind(transaction))
        return std::nullopt;
    end_sessions_of_account(transaction, account_id, visitor.now());
    record_step(transaction, app, visitor,
                {.type = fresh.recorded, .action = Action::create, .object = account_id});
    return app.is_short_journey ? sign_in(transaction, app, visitor, fresh.methods) : Bound{};
}

}  // namespace

Response bind_factor(App const& app, PatientVisitor const& visitor, ProvedFactor const& fresh) {
    auto const bound = app.database.transaction(
        [&](Transaction& transaction) { return bind(transaction, app, visitor, fresh); });
    // The press that bound it has signed in, and this one may not undo that.
    if (!bound && app.is_short_journey) return see_other(urls::services);
    auto response = see_other(app.is_short_journey ? std::string(path_of(bound->next))
                                                   : of_practice(fresh.done, visitor));
    if (bound && bound->session)
        set_session_cookies(app, response, bound->session->reveal());
    else
        clear_session_cookies(app, response);
    if (bound) remember_browser(app, visitor, response);
    return response;
}

}  // namespace voordeur
