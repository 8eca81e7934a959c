// SPDX-License-Identifier: EUPL-1.2
#include "account/deletion.hpp"

#include "account/changed.hpp"
#include "account/deletion.html.hpp"
#include "account/deletion_asked.mail.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "accounts/deletion_rules.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "page.hpp"
#include "patients/patient_rooms.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::account_deletion;

// nullopt: another request did it, or this session ended meanwhile.
std::optional<CookieToken> ask(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    auto const& id = visitor.account().id;
    if (!lock_for_change(transaction, visitor) || !ask_deletion(transaction, id, visitor.now()))
        return std::nullopt;
    auto const language = visitor.account().language;
    tell_owner(transaction, app, visitor,
               {mails::account::deletion_asked{.when = date_and_time(visitor.now(), language),
                                               .day = long_date(deleted_at(visitor.now()), language)},
                "deletion_asked"});
    return go_on_alone(transaction, app, visitor, {AuditType::account_deletion_asked, true});
}

}  // namespace

Response show_deletion(App const& app, PatientVisitor const& visitor) {
    auto const asked_at = app.database.read(
        [&](Transaction& transaction) { return deletion_asked_at(transaction, visitor.account().id); });
    if (asked_at) return see_other(urls::account);
    auto page = page_for(app, visitor, names::file, words::account::deletion_title);
    if (app.patients.sealed_persons_key) page.show(names::SEALED);
    return page.set(names::ACTION, urls::account_deletion)
        .set(names::DOWNLOAD_URL, urls::account_download)
        .set(names::ACCOUNT_URL, urls::account)
        .show(names::WHEN{.when = long_date(deleted_at(visitor.now()), visitor.language)})
        .show_whom_to_call(names::CALL_PRACTICE)
        .respond();
}

Response submit_deletion(App const& app, PatientVisitor const& visitor) {
    auto const session =
        app.database.transaction([&](Transaction& transaction) { return ask(transaction, app, visitor); });
    return session ? to_changed_account(app, *session) : see_other(urls::account);
}

Response submit_no_deletion(App const& app, PatientVisitor const& visitor) {
    auto const& id = visitor.account().id;
    app.database.transaction([&](Transaction& transaction) {
        if (!lock_for_change(transaction, visitor) || !stop_deletion(transaction, id)) return;
        tell_changed(transaction, app, visitor, words::account::told_no_deletion);
        record_step(transaction, app, visitor,
                    {.type = AuditType::account_deletion_stopped, .action = Action::update, .object = id});
    });
    return see_other(std::string(urls::account) + "?blijft");
}

}  // namespace voordeur
