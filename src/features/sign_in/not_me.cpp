// SPDX-License-Identifier: EUPL-1.2
#include "sign_in/not_me.hpp"

#include "accounts/account_store.hpp"
#include "accounts/email_change_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "factors/challenge_store.hpp"
#include "page.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/new_sign_in_store.hpp"
#include "sessions/session_store.hpp"
#include "sign_in/not_me.html.hpp"
#include "sign_in/words.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/sign_in_name.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::sign_in_not_me;

Response link_page(App const& app, Visitor const& visitor, std::optional<Word> const& error) {
    auto page = page_for(app, visitor, html::file, words::sign_in::not_me_title);
    page.set(html::ACTION, visitor.request.path).show(html::ASKS);
    page.field(html::EMAIL_FIELD, TextField{.name = "email",
                                            .label = words::sign_in::email_label,
                                            .value = visitor.form.text("email"),
                                            .autocomplete = "username",
                                            .type = "email",
                                            .error = error});
    return page.show_whom_to_call(html::CALL_PRACTICE).respond(error ? 422 : 200);
}

Response over_page(App const& app, Visitor const& visitor) {
    auto page = page_for(app, visitor, html::file, words::sign_in::not_me_over_title);
    page.set(html::FORGOT_URL, of_practice(urls::forgot_password, visitor)).show(html::OVER);
    return page.show_whom_to_call(html::CALL_PRACTICE).respond(410);
}

Response ended_page(App const& app, Visitor const& visitor) {
    auto page = page_for(app, visitor, html::file, words::sign_in::not_me_done_title);
    page.set(html::FORGOT_URL, of_practice(urls::forgot_password, visitor)).show(html::DONE);
    return page.show_whom_to_call(html::CALL_PRACTICE).respond();
}

enum class Ended { all, nothing, by_another_name };

// Whatever opens links and presses buttons for somebody types no address. Whoever shares the mailbox may type
// it: the link is for one account.
bool is_named(Transaction& transaction, Visitor const& visitor, Id<Account> const& account_id) {
    auto const name = SignInName::parse(visitor.form.text("email"));
    auto const stored = find_password(transaction, account_id);
    return name && stored &&
           (name->text() == stored->account.email || name->text() == stored->account.customer_number);
}

Ended end_all(Transaction& transaction, App const& app, Visitor const& visitor) {
    auto const now = visitor.now();
    auto const sign_in = find_new_sign_in(transaction, visitor.token, now);
    if (!sign_in || !lock_account(transaction, sign_in->account_id)) return Ended::nothing;
    if (!is_named(transaction, visitor, sign_in->account_id)) return Ended::by_another_name;
    if (!disown_new_sign_in(transaction, sign_in->id, now)) return Ended::nothing;
    end_sessions_of_account(transaction, sign_in->account_id, now);
    end_challenges_of_account(transaction, sign_in->account_id, now);
    end_email_changes(transaction, sign_in->account_id, now);
    forget_known_browsers(transaction, sign_in->account_id);
    record_step(transaction, app, visitor,
                {.type = AuditType::sign_in_disowned,
                 .actor = Actor(sign_in->account_id, visitor.network),
                 .object = sign_in->account_id});
    return Ended::all;
}

}  // namespace

Response show_not_me(App const& app, Visitor const& visitor) {
    auto const sign_in = app.database.read([&](Transaction& transaction) {
        return find_new_sign_in(transaction, visitor.token, visitor.now());
    });
    return sign_in ? link_page(app, visitor, std::nullopt) : over_page(app, visitor);
}

Response submit_not_me(App const& app, Visitor const& visitor) {
    switch (app.database.transaction(
        [&](Transaction& transaction) { return end_all(transaction, app, visitor); })) {
        case Ended::all:
            return ended_page(app, visitor);
        case Ended::nothing:
            return over_page(app, visitor);
        case Ended::by_another_name:
            return link_page(app, visitor, words::sign_in::not_me_other_email);
    }
    return over_page(app, visitor);
}

}  // namespace voordeur
