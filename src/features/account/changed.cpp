// SPDX-License-Identifier: EUPL-1.2
#include "account/changed.hpp"

#include "account/ways_changed.mail.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/id.hpp"
#include "practices/notices.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/person_name.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

void tell(Transaction& transaction, App const& app, PatientVisitor const& visitor, FilledWord const& what) {
    auto const& account = visitor.account();
    app.notices.queue(
        transaction,
        {.mail = mails::account::ways_changed{.when = date_and_time(visitor.now(), account.language),
                                              .what = app.catalogue.text(what, account.language)},
         .purpose = "ways_changed",
         .about_id = new_id<AuditEvent>(visitor.now(), app.random).text(),
         .to = account.email,
         .person = short_name(account.name),
         .practice = visitor.practice,
         .language = account.language,
         .expires_at = visitor.now() + std::chrono::hours(72)},
        visitor.now());
}

}  // namespace

CookieToken note_change(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                        WaysChange const& change) {
    auto const& session = visitor.session();
    tell(transaction, app, visitor, change.what);
    record_step(transaction, app, visitor,
                {.type = change.type,
                 .action = change.removes ? Action::remove : Action::update,
                 .object = session.account.id});
    end_sessions_of_account(transaction, session.account.id, visitor.now());
    auto token = new_cookie_token(app.random);
    start_session(
        transaction, token,
        {session.account.id, session.methods, session.signed_in_at, std::nullopt, session.asks_documents},
        visitor.now());
    return token;
}

Response to_changed_account(App const& app, CookieToken const& session) {
    auto response = see_other(std::string(urls::account) + "?gewijzigd");
    set_session_cookies(app, response, session.reveal());
    return response;
}

}  // namespace voordeur
