// SPDX-License-Identifier: EUPL-1.2
#include "account/changed.hpp"

#include "account/account_changed.mail.hpp"
#include "account/ways_changed.mail.hpp"
#include "accounts/account_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "accounts/tell_owner.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/id.hpp"
#include "practices/notices.hpp"
#include "recoveries/recover.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

void tell(Transaction& transaction, App const& app, PatientVisitor const& visitor, FilledWord const& what) {
    auto const language = visitor.account().language;
    tell_owner(transaction, app, visitor,
               {mails::account::ways_changed{.when = date_and_time(visitor.now(), language),
                                             .what = app.catalogue.text(what, language)},
                "ways_changed"});
}

}  // namespace

void tell_owner(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                ChangeMail const& told) {
    queue_for_owner(transaction, app.notices,
                    {owner_to_tell(transaction, visitor.account(), visitor.now()),
                     {.mail = told.mail,
                      .purpose = told.purpose,
                      .about_id = new_id<AuditEvent>(visitor.now(), app.random).text(),
                      .practice = visitor.practice,
                      .expires_at = visitor.now() + std::chrono::hours(72)}},
                    visitor.now());
}

void tell_changed(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                  FilledWord const& what) {
    auto const language = visitor.account().language;
    tell_owner(transaction, app, visitor,
               {mails::account::account_changed{.when = date_and_time(visitor.now(), language),
                                                .what = app.catalogue.text(what, language)},
                "account_changed"});
}

CookieToken go_on_alone(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                        AuditedChange const& change) {
    auto const& session = visitor.session();
    record_step(transaction, app, visitor,
                {.type = change.type,
                 .action = change.removes ? Action::remove : Action::update,
                 .object = session.account.id});
    end_recoveries_at_sign_in({transaction, app.recovery, visitor.now()}, session.account, session.methods);
    end_sessions_of_account(transaction, session.account.id, visitor.now());
    return begin_session(transaction, app, visitor,
                         {.account_id = session.account.id,
                          .methods = session.methods,
                          .signed_in_at = session.signed_in_at,
                          .challenge_id = std::nullopt,
                          .asks_documents = session.asks_documents,
                          .asks_new_super_pin = session.asks_new_super_pin &&
                                                has_super_pin_of_letter(transaction, session.account.id)});
}

CookieToken note_change(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                        WaysChange const& change) {
    tell(transaction, app, visitor, change.what);
    return go_on_alone(transaction, app, visitor, {change.type, change.removes});
}

Response to_changed_account(App const& app, CookieToken const& session) {
    auto response = see_other(std::string(urls::account) + "?gewijzigd");
    set_session_cookies(app, response, session.reveal());
    return response;
}

}  // namespace voordeur
