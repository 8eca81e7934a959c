// SPDX-License-Identifier: EUPL-1.2
#include "account/confirmation.hpp"

#include <algorithm>

#include "app.hpp"
#include "known_browser.hpp"
#include "sessions/session_store.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"

namespace voordeur {
namespace {

// What is asked for one change is not found for another.
std::string browser_key(App const& app, Visitor const& visitor, Change change) {
    return this_browser(app, visitor).token + " " + std::string(stored_name(change));
}

}  // namespace

std::optional<Change> change_of(PatientVisitor const& visitor) {
    for (auto const change : all_changes)
        if (page_of(change) == std::string(urls::account) + "/" + visitor.token) return change;
    return std::nullopt;
}

std::optional<Challenge> lock_confirmation(Transaction& transaction, App const& app,
                                           PatientVisitor const& visitor, Change change) {
    auto const& id = visitor.session().challenge_id;
    auto challenge = id ? lock_challenge(transaction, *id) : std::nullopt;
    if (!challenge || challenge->purpose != Purpose::step_up ||
        challenge->browser_key != browser_key(app, visitor, change))
        return std::nullopt;
    return challenge;
}

Confirmation confirmation_of(App const& app, PatientVisitor const& visitor, Change change) {
    return app.database.read([&](Transaction& transaction) {
        Confirmation found{.ways = ways_of(transaction, visitor.account().id, visitor.now()),
                           .challenge = lock_confirmation(transaction, app, visitor, change)};
        if (found.challenge && state_of(found.challenge->facts) != ChallengeState::open)
            found.challenge.reset();
        if (!found.challenge || found.challenge->kind != SmsFactor::kind.name) return found;
        found.next = app.sms.next_sms(transaction, sms_receiver(transaction, visitor), *found.challenge,
                                      visitor.now());
        found.sending = SmsFactor::sending_of(transaction, Purpose::step_up, found.challenge->id);
        return found;
    });
}

SmsReceiver receiver_of(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                        Change change) {
    auto receiver = sms_receiver(transaction, visitor);
    receiver.purpose = Purpose::step_up;
    receiver.browser_key = browser_key(app, visitor, change);
    return receiver;
}

CookieToken go_on_with(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                       Proved const& proved) {
    auto const& session = visitor.session();
    return begin_session(transaction, app, visitor,
                         {.account_id = session.account.id,
                          .methods = with_used(session.methods, proved.method),
                          .signed_in_at = session.signed_in_at,
                          .challenge_id = proved.challenge_id,
                          .asks_documents = session.asks_documents,
                          .asks_new_super_pin = session.asks_new_super_pin});
}

}  // namespace voordeur
