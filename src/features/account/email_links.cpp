// SPDX-License-Identifier: EUPL-1.2
#include "account/email_links.hpp"

#include "account/email_link.html.hpp"
#include "account/email_mails.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "factors/challenge_store.hpp"
#include "page.hpp"
#include "practices/practice_store.hpp"
#include "recoveries/recovery_link_store.hpp"
#include "recoveries/recovery_store.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace names = html::account_email_link;

// A link that works, and whose account it is of.
struct OpenedEmailLink {
    EmailChange change;
    Account account;
    std::optional<Practice> practice;
};

std::optional<OpenedEmailLink> open_link(Transaction& transaction, EmailLink kind, Visitor const& visitor) {
    auto const change = find_email_change(transaction, kind, visitor.token);
    if (!change) return std::nullopt;
    auto const holds = kind == EmailLink::confirm ? may_be_confirmed(change->facts, visitor.now())
                                                  : may_be_stopped(change->facts, visitor.now());
    auto const stored = find_password(transaction, change->account_id);
    if (!holds || !stored || stored->account.email.empty()) return std::nullopt;
    auto const practices = practices_of_account(transaction, change->account_id);
    return OpenedEmailLink{*change, stored->account,
                           practices.empty() ? std::nullopt : std::optional(practices.front())};
}

Visitor of_account(Visitor visitor, std::optional<OpenedEmailLink> const& opened) {
    if (opened && opened->practice) visitor.practice = opened->practice;
    return visitor;
}

struct EmailLinkPage {
    Word title, lead;
    std::optional<Word> button = {};  // none: nothing is left to press
    int status = 200;
    std::string number = {};  // with which one signs in, where the address is another's name
};

Response link_page(App const& app, Visitor const& visitor, EmailLinkPage const& shown) {
    auto page = page_for(app, visitor, names::file, shown.title);
    page.set(names::TITLE, shown.title).set(names::LEAD, shown.lead);
    if (!shown.number.empty()) page.add(names::BY_NUMBER).set(names::NUMBER, shown.number);
    if (shown.button)
        page.add(names::PRESS).set(names::ACTION, visitor.request.path).set(names::BUTTON, *shown.button);
    else
        page.add(names::NEXT).set(names::SIGN_IN_URL, of_practice(urls::sign_in, visitor));
    return page.show_whom_to_call(names::CALL_PRACTICE).respond(shown.status);
}

Response over_page(App const& app, Visitor const& visitor) {
    return link_page(app, visitor,
                     {.title = words::account::email_link_over_title,
                      .lead = words::account::email_link_over,
                      .status = 410});
}

Response show_link(App const& app, Visitor const& visitor, EmailLink kind, EmailLinkPage const& shown) {
    auto const opened =
        app.database.read([&](Transaction& transaction) { return open_link(transaction, kind, visitor); });
    if (!opened) return over_page(app, visitor);
    return link_page(app, of_account(visitor, opened), shown);
}

AuditEvent event_of(Visitor const& visitor, OpenedEmailLink const& opened, AuditType type) {
    return {.type = type,
            .action = Action::update,
            .actor = Actor(opened.account.id, visitor.network),
            .object = opened.account.id,
            .practice_id = opened.practice ? std::optional(opened.practice->id) : std::nullopt};
}

// As the account is after the change: another may sign in with the address.
OpenedEmailLink changed(Transaction& transaction, OpenedEmailLink opened) {
    opened.account = find_password(transaction, opened.account.id).value().account;
    return opened;
}

EmailChangeOf change_of(OpenedEmailLink const& opened, Time now) {
    return {opened.change, opened.account, opened.practice, now};
}

// Read again once nobody else can change it.
std::optional<OpenedEmailLink> open_locked(Transaction& transaction, EmailLink kind, Visitor const& visitor) {
    auto const found = open_link(transaction, kind, visitor);
    if (!found || !lock_account(transaction, found->account.id)) return std::nullopt;
    return open_link(transaction, kind, visitor);
}

// What the mailbox before proved in a recovery it proves no more.
void end_recoveries_of(Transaction& transaction, Id<Account> const& account_id, Time now) {
    end_enter_links(transaction, account_id, now);
    end_recoveries(transaction, account_id, RecoveryEnd::other_draft, now);
}

// nullopt: the link is over.
std::optional<OpenedEmailLink> confirm(Transaction& transaction, App const& app, Visitor const& visitor) {
    auto const opened = open_locked(transaction, EmailLink::confirm, visitor);
    if (!opened) return std::nullopt;
    if (!confirm_email_change(transaction, opened->change, visitor.now())) return std::nullopt;
    end_recoveries_of(transaction, opened->account.id, visitor.now());
    auto const done = changed(transaction, *opened);
    tell_changed_address(transaction, app, change_of(done, visitor.now()));
    record_step(transaction, app, visitor, event_of(visitor, done, AuditType::account_email_changed));
    return done;
}

// Whoever changed it against the owner's will is out, and every browser a stranger's again.
std::optional<OpenedEmailLink> stop(Transaction& transaction, App const& app, Visitor const& visitor) {
    auto const opened = open_locked(transaction, EmailLink::stop, visitor);
    if (!opened) return std::nullopt;
    if (!stop_email_change(transaction, opened->change, visitor.now())) return std::nullopt;
    end_recoveries_of(transaction, opened->account.id, visitor.now());
    end_challenges_of_account(transaction, opened->account.id, visitor.now());
    end_sessions_of_account(transaction, opened->account.id, visitor.now());
    forget_known_browsers(transaction, opened->account.id);
    tell_stopped_address(transaction, app, change_of(*opened, visitor.now()));
    record_step(transaction, app, visitor, event_of(visitor, *opened, AuditType::account_email_stopped));
    return changed(transaction, *opened);
}

struct PressedPage {
    Word title, lead, lead_by_number;
};

template <class Step>
Response press(App const& app, Visitor const& visitor, Step const& step, PressedPage const& done) {
    auto const opened =
        app.database.transaction([&](Transaction& transaction) { return step(transaction, app, visitor); });
    if (!opened) return over_page(app, visitor);
    if (opened->account.has_email_name)
        return link_page(app, of_account(visitor, opened), {.title = done.title, .lead = done.lead});
    return link_page(app, of_account(visitor, opened),
                     {.title = done.title, .lead = done.lead_by_number, .number = opened->account.key()});
}

}  // namespace

Response show_confirm_email(App const& app, Visitor const& visitor) {
    return show_link(app, visitor, EmailLink::confirm,
                     {.title = words::account::email_confirm_title,
                      .lead = words::account::email_confirm_lead,
                      .button = words::account::email_confirm_button});
}

Response submit_confirm_email(App const& app, Visitor const& visitor) {
    return press(app, visitor, confirm,
                 {words::account::email_confirmed_title, words::account::email_confirmed_lead,
                  words::account::email_confirmed_by_number});
}

Response show_stop_email(App const& app, Visitor const& visitor) {
    return show_link(app, visitor, EmailLink::stop,
                     {.title = words::account::email_stop_title,
                      .lead = words::account::email_stop_lead,
                      .button = words::account::email_stop_button});
}

Response submit_stop_email(App const& app, Visitor const& visitor) {
    return press(app, visitor, stop,
                 {words::account::email_stopped_title, words::account::email_stopped_lead,
                  words::account::email_stopped_by_number});
}

}  // namespace voordeur
