// SPDX-License-Identifier: EUPL-1.2
#include "account/authenticator.hpp"

#include "account/authenticator.html.hpp"
#include "account/changed.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "app.hpp"
#include "app_set_up.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "factors/answers.hpp"
#include "factors/totp/totp_factor.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "ways.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::account_authenticator;

struct Facts {
    std::optional<Challenge> set_up;
    bool has_app;
};

// One that was proved at F and never bound there is none here.
std::optional<Challenge> open_set_up(Transaction& transaction, App const& app,
                                     PatientVisitor const& visitor) {
    auto set_up = lock_app_set_up(transaction, app, visitor);
    if (set_up && set_up->facts.spent_at) set_up.reset();
    return set_up;
}

void end_what_was_proved(App const& app, PatientVisitor const& visitor) {
    app.database.transaction([&](Transaction& transaction) {
        if (!lock_for_change(transaction, visitor)) return;
        auto const set_up = lock_app_set_up(transaction, app, visitor);
        if (set_up && set_up->facts.spent_at) end_challenge(transaction, set_up->id, visitor.now());
    });
}

Facts facts_of(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        return Facts{open_set_up(transaction, app, visitor),
                     find_factor(transaction, visitor.account().id, TotpFactor::kind).has_value()};
    });
}

Response app_page(App const& app, PatientVisitor const& visitor, Facts const& facts,
                  std::optional<Word> error) {
    auto page = page_for(app, visitor, html::file, words::account::app_title);
    page.set(html::ACCOUNT_URL, urls::account);
    if (!facts.set_up) {
        if (facts.has_app) page.show(html::REPLACES);
        return page.set(html::BEGIN_URL, urls::account_app).show(html::BEGIN).respond();
    }
    fill_app_set_up(page, html::SET_UP, secret_to_show(app, visitor, *facts.set_up));
    page.set(html::CODE_URL, urls::account_app_code).show(html::TYPE_CODE);
    page.field(html::CODE_FIELD, code_field_of(TotpFactor::kind.name, error));
    return page.respond(error ? 422 : 200);
}

struct Bound {
    AnswerOutcome outcome;
    std::optional<CookieToken> session;
};

// The code is right and the app is a factor, in one commit.
Bound prove_and_bind(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                     Tan const& typed) {
    if (!lock_for_change(transaction, visitor)) return {ChallengeOver{}, std::nullopt};
    auto const set_up = lock_app_set_up(transaction, app, visitor);
    if (!set_up) return {ChallengeOver{}, std::nullopt};
    Bound bound{app.totp.prove_set_up(transaction, *set_up, typed, visitor.now()), std::nullopt};
    if (!std::holds_alternative<AnswerRight>(bound.outcome)) return bound;
    auto const replaces = find_factor(transaction, visitor.account().id, TotpFactor::kind).has_value();
    if (!app.totp.bind(transaction, *set_up, visitor.now())) return {ChallengeUsed{}, std::nullopt};
    bound.session =
        note_change(transaction, app, visitor,
                    {replaces ? words::account::told_app_replaced : words::account::told_app_added,
                     AuditType::second_factor_app_bound});
    return bound;
}

}  // namespace

Response show_account_app(App const& app, PatientVisitor const& visitor) {
    return app_page(app, visitor, facts_of(app, visitor), std::nullopt);
}

Response submit_account_app(App const& app, PatientVisitor const& visitor) {
    end_what_was_proved(app, visitor);
    return begin_app_set_up(app, visitor) ? see_other(urls::account_app) : too_often_page(app, visitor);
}

Response submit_account_app_code(App const& app, PatientVisitor const& visitor) {
    auto const& text = visitor.form.text("code");
    auto const typed = Tan::parse(text);
    auto const refuse = [&](Word error) { return app_page(app, visitor, facts_of(app, visitor), error); };
    if (!typed) return refuse(unreadable_code(TotpFactor::kind.name, text));
    auto const bound = app.database.transaction(
        [&](Transaction& transaction) { return prove_and_bind(transaction, app, visitor, *typed); });
    auto const wrong = [&] { return refuse(wrong_code(TotpFactor::kind.name)); };
    return std::visit(
        overloaded{[&](AnswerRight) { return to_changed_account(app, *bound.session); },
                   [&](ChallengeUsed) { return see_other(urls::account); },
                   [&](ChallengeOver) { return see_other(urls::account_app); },
                   [&](AnswerWrong) { return wrong(); }, [&](AnswerExpired) { return wrong(); }},
        bound.outcome);
}

}  // namespace voordeur
