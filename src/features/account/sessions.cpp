// SPDX-License-Identifier: EUPL-1.2
#include "account/sessions.hpp"

#include "account/changed.hpp"
#include "account/confirm_page.hpp"
#include "account/plain_words.hpp"
#include "account/sessions.html.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "crypto/sealer.hpp"
#include "page.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::account_sessions;

// What a page calls a session: nothing that the session's row or cookie has.
std::string name_of(App const& app, ListedSession const& session) {
    return app.mac.of("session in a list", session.token_hash).substr(0, 32);
}

bool is_this(PatientVisitor const& visitor, ListedSession const& session) {
    return session.token_hash == visitor.session().token_hash;
}

std::vector<ListedSession> own_sessions(Transaction& transaction, PatientVisitor const& visitor) {
    return sessions_of_account(transaction, visitor.account().id, visitor.now());
}

void add_session(Page& page, App const& app, PatientVisitor const& visitor, ListedSession const& session) {
    auto item = page.add(names::SESSION);
    auto const since = date_and_time(session.signed_in_at, visitor.language);
    item.set(names::DEVICE, words_for(session.device)).show(names::SINCE{.when = since});
    if (is_this(visitor, session)) {
        item.show(names::THIS);
        return;
    }
    item.show(names::USED{.when = date_and_time(session.last_used_at, visitor.language)});
    item.show_if(level_of(session.methods) != SignInLevel::two_factors, names::HALF);
    if (lacking(visitor, Change::sessions) == Missing::nothing)
        item.add(names::END)
            .set(names::END_URL, urls::account_sessions_end)
            .set(names::SESSION_NAME, name_of(app, session));
}

void note_ended(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    tell_changed(transaction, app, visitor, words::account::told_sessions);
    record_step(transaction, app, visitor,
                {.type = AuditType::account_sessions_ended,
                 .action = Action::remove,
                 .object = visitor.account().id});
}

Response to_list() {
    return see_other(std::string(urls::account_sessions) + "?uitgelogd");
}

}  // namespace

Response show_sessions(App const& app, PatientVisitor const& visitor) {
    auto const sessions =
        app.database.read([&](Transaction& transaction) { return own_sessions(transaction, visitor); });
    auto page = page_for(app, visitor, names::file, words::account::sessions_title);
    page.set(names::ACCOUNT_URL, urls::account);
    if (visitor.query.has("uitgelogd")) page.show(names::ENDED);
    for (auto const& session : sessions) add_session(page, app, visitor, session);
    if (sessions.size() < 2) return page.show(names::ONLY_THIS).respond();
    if (lacking(visitor, Change::sessions) == Missing::nothing)
        page.set(names::END_OTHERS_URL, urls::account_sessions_end_others).show(names::END_OTHERS);
    else
        page.set(names::CONFIRM_URL, confirm_path(Change::sessions)).show(names::CONFIRM);
    return page.respond();
}

Response submit_end_session(App const& app, PatientVisitor const& visitor) {
    app.database.transaction([&](Transaction& transaction) {
        if (!lock_for_change(transaction, visitor)) return;
        for (auto const& session : own_sessions(transaction, visitor)) {
            if (is_this(visitor, session) || name_of(app, session) != visitor.form.text("session")) continue;
            if (end_session(transaction, session.token_hash, visitor.now()))
                note_ended(transaction, app, visitor);
        }
    });
    return to_list();
}

Response submit_end_other_sessions(App const& app, PatientVisitor const& visitor) {
    app.database.transaction([&](Transaction& transaction) {
        if (!lock_for_change(transaction, visitor) || own_sessions(transaction, visitor).size() < 2) return;
        end_other_sessions(transaction, visitor.account().id, visitor.session().token_hash, visitor.now());
        note_ended(transaction, app, visitor);
    });
    return to_list();
}

}  // namespace voordeur
