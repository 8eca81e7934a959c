// SPDX-License-Identifier: EUPL-1.2
#include "account/passkeys.hpp"

#include "account/changed.hpp"
#include "account/passkey_card.hpp"
#include "account/passkeys.html.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "new_passkey.hpp"
#include "page.hpp"
#include "passkey_form.hpp"
#include "problem_pages.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

namespace names = html::account_passkeys;

PasskeyAsker asker_of(PatientVisitor const& visitor) {
    return {PasskeyUse::add, visitor.session().token_hash};
}

Response passkeys_page(App const& app, PatientVisitor const& visitor, std::optional<Word> error) {
    auto page = page_for(app, visitor, names::file, words::account::passkey_add);
    page.set(names::ACCOUNT_URL, urls::account);
    explain_passkeys(page, names::EXPLAINED);
    if (error) page.error("inhoud", *error);
    if (!app.passkeys.are_possible())
        page.show(names::NOT_HERE);
    else if (passkeys_of_visitor(app, visitor).size() >= Passkeys::most)
        page.show(names::FULL);
    else
        fill_passkey_form(page, names::PASSKEY_FORM,
                          {.action = std::string(urls::account_passkeys),
                           .question_url = std::string(urls::account_passkey_question),
                           .button = words::pages::passkey_add_button});
    return page.respond(error ? 422 : 200);
}

// Only one that asked who it was gets in alone.
FilledWord told_added(PasskeyFacts const& facts, std::string const& name) {
    if (facts.flags.user_verified) return words::account::told_passkey_added{.name = name};
    return words::account::told_second_passkey_added{.name = name};
}

struct TooOften {};
using Added = std::variant<CookieToken, PasskeyRefusal, TooOften>;

Added add(Transaction& transaction, App const& app, PatientVisitor const& visitor,
          Passkeys::Made const& made) {
    auto const& id = visitor.account().id;
    // One that is full or closed meanwhile: pressed twice, or in two places.
    auto const is_open = lock_for_change(transaction, visitor);
    auto const others = passkeys_of(transaction, id);
    if (!is_open || others.size() >= Passkeys::most ||
        is_too_often(transaction, visitor, AuditType::second_factor_passkey_added, id))
        return TooOften{};
    auto const name = name_of_new_passkey(app, visitor, made.facts, others);
    if (auto const refused = app.passkeys.add(transaction, id, {made, name}, visitor.now())) return *refused;
    return note_change(transaction, app, visitor,
                       {told_added(made.facts, name), AuditType::second_factor_passkey_added});
}

}  // namespace

Response show_account_passkeys(App const& app, PatientVisitor const& visitor) {
    return passkeys_page(app, visitor, std::nullopt);
}

Response submit_account_passkey_question(App const& app, PatientVisitor const& visitor) {
    return ask_new_passkey(app, visitor, asker_of(visitor), passkeys_of_visitor(app, visitor));
}

Response submit_account_passkey(App const& app, PatientVisitor const& visitor) {
    auto const refuse = [&](PasskeyRefusal refusal) {
        log_refused(PasskeyUse::add, refusal);
        return passkeys_page(app, visitor, word_of(refusal));
    };
    auto const sent = sent_new_passkey(visitor.form);
    if (!sent) return passkeys_page(app, visitor, words::pages::passkey_failed);
    auto const made = app.passkeys.check_made(asker_of(visitor), *sent, visitor.now());
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&made)) return refuse(*refusal);
    auto const added = app.database.transaction([&](Transaction& transaction) {
        return add(transaction, app, visitor, std::get<Passkeys::Made>(made));
    });
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&added)) return refuse(*refusal);
    if (std::holds_alternative<TooOften>(added)) return too_often_page(app, visitor);
    return to_changed_account(app, std::get<CookieToken>(added));
}

}  // namespace voordeur
