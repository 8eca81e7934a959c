// SPDX-License-Identifier: EUPL-1.2
#include "sign_in/passkey.hpp"

#include "app.hpp"
#include "audit/audit.hpp"
#include "crypto/tokens.hpp"
#include "factors/passkeys/passkey_store.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "filled_in.hpp"
#include "known_browser.hpp"
#include "new_sign_in.hpp"
#include "passkey_form.hpp"
#include "passwords/password_check.hpp"
#include "patients/waiting_practices.hpp"
#include "problem_pages.hpp"
#include "recoveries/recover.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/next_step_rules.hpp"
#include "sessions/session_store.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

PasskeyAsker asker_of(Visitor const& visitor) {
    return {PasskeyUse::sign_in, visitor.browser};
}

struct SignedIn {
    CookieToken session;
    NextStep next;
};
struct TooOften {};
using PasskeySignIn = std::variant<SignedIn, PasskeyRefusal, TooOften>;

SignedIn start(Transaction& transaction, App const& app, Visitor const& visitor, Account const& account) {
    UsedMethods const methods{{std::string(passkey_alone_method), visitor.now()}};
    auto token = begin_session(transaction, app, visitor, {account.id, methods, visitor.now(), std::nullopt});
    end_recoveries_at_sign_in({transaction, app.recovery, visitor.now()}, account, methods);
    record_step(transaction, app, visitor,
                {.type = AuditType::sign_in_passkey,
                 .actor = Actor(account.id, visitor.network),
                 .object = account.id});
    add_waiting_practices(transaction, app.notices, account,
                          {visitor.now(), app.audit, visitor.network, app.site.public_url});
    return {std::move(token), next_step(signed_in_facts(transaction, app, account, methods))};
}

// The answer is spent and the session begun, all or nothing.
PasskeySignIn sign_in(Transaction& transaction, App const& app, Visitor const& visitor,
                      PasskeyProof const& proof) {
    auto const& account = proof.owned.account;
    if (!lock_account(transaction, account.id)) return PasskeyRefusal::passkey_unknown;
    RecordedSteps const earlier{AuditType::sign_in_passkey, account.id, visitor.now() - std::chrono::hours(1),
                                visitor.network};
    if (are_at_least(transaction, earlier, app.passwords.sign_ins_an_hour())) return TooOften{};
    if (auto const refused = Passkeys::spend(transaction, proof, visitor.now())) return *refused;
    note_signed_in(transaction, app, visitor, account);
    remember_known_browser(transaction, known_browser_hash(this_browser(app, visitor).token), account.id,
                           visitor.now());
    return start(transaction, app, visitor, account);
}

PasskeySignIn sign_in(App const& app, Visitor const& visitor) {
    auto const sent = sent_passkey(visitor.form);
    if (!sent) return PasskeyRefusal::question_unreadable;
    auto const known = app.passkeys.recognize(app.database, asker_of(visitor), *sent, visitor.now());
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&known)) return *refusal;
    return app.database.transaction([&](Transaction& transaction) {
        return sign_in(transaction, app, visitor, std::get<PasskeyProof>(known));
    });
}

// Who has none for this device is offered one there.
std::string page_after_passkey(Visitor const& visitor, NextStep next) {
    auto const page = std::string(path_of(next));
    return visitor.form.has("another_device") && next == NextStep::services ? page + "?ander-apparaat" : page;
}

// Its device forgets it for good then: so nothing of it may be here, not even what has ended.
bool is_nowhere(App const& app, Visitor const& visitor, PasskeyRefusal refusal) {
    if (refusal != PasskeyRefusal::passkey_unknown) return false;
    auto const sent = sent_passkey(visitor.form);
    return sent && !app.database.read([&](Transaction& transaction) {
        return is_passkey_known(transaction, sent->answer.raw_id);
    });
}

// One answer for whatever was wrong, at the page where the password works too; but of a passkey that is
// nowhere its device is to know.
Response refuse(App const& app, Visitor const& visitor, PasskeyRefusal refusal) {
    log_refused(PasskeyUse::sign_in, refusal);
    auto const notice = is_nowhere(app, visitor, refusal) ? Notice::passkey_unknown : Notice::passkey_refused;
    return see_other(of_practice(urls::sign_in, visitor))
        .with_cookie(filled_in_cookie(app.sealer, app.cookies, {.notice = notice}));
}

}  // namespace

Response submit_passkey_question(App const& app, Visitor const& visitor) {
    return ask_passkey(app, visitor, asker_of(visitor), {});
}

Response submit_passkey(App const& app, Visitor const& visitor) {
    auto const outcome = sign_in(app, visitor);
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&outcome)) return refuse(app, visitor, *refusal);
    if (std::holds_alternative<TooOften>(outcome)) return too_often_page(app, visitor);
    auto const& signed_in = std::get<SignedIn>(outcome);
    auto response = see_other(page_after_passkey(visitor, signed_in.next));
    set_session_cookies(app, response, signed_in.session.reveal());
    response.with_cookie(forget_filled_in(app.cookies));
    return response.with_cookie(known_browser_cookie(app.sealer, app.cookies, this_browser(app, visitor)));
}

Response submit_code_question(App const& app, PatientVisitor const& visitor) {
    auto const among = app.database.read(
        [&](Transaction& transaction) { return passkeys_of(transaction, visitor.account().id); });
    auto const& challenge_id = visitor.session().challenge_id;
    if (!challenge_id || among.empty()) return see_other(urls::sign_in_code);
    return ask_passkey(app, visitor, Passkeys::asker_of(*challenge_id), among);
}

}  // namespace voordeur
