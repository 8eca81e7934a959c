// SPDX-License-Identifier: EUPL-1.2
#include "new_sign_in.hpp"

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "base/id.hpp"
#include "crypto/tokens.hpp"
#include "known_browser.hpp"
#include "new_sign_in.mail.hpp"
#include "outbox/outbox_store.hpp"
#include "practices/notices.hpp"
#include "practices/practice_store.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/new_sign_in_store.hpp"
#include "site_settings.hpp"
#include "urls.hpp"
#include "values/person_name.hpp"
#include "visitor.hpp"
#include "words.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::string_view purpose = "new_sign_in";

bool is_known_here(Transaction& transaction, App const& app, Visitor const& visitor, Account const& account) {
    auto const browser = known_browser(app.sealer, app.cookies, visitor.request);
    return browser &&
           is_known_browser(transaction, known_browser_hash(browser->token), account.id, visitor.now());
}

FilledWord how_it_ended(NewSignInFacts const& facts) {
    switch (outcome_of(facts)) {
        case NewSignInOutcome::signed_in:
            return words::pages::new_sign_in_succeeded;
        case NewSignInOutcome::wrong_codes:
            return words::pages::new_sign_in_failed{.codes = facts.wrong_codes};
        case NewSignInOutcome::open:
            return words::pages::new_sign_in_open;
    }
    return words::pages::new_sign_in_open;
}

std::optional<Practice> practice_of(Transaction& transaction, Account const& account) {
    auto practices = practices_of_account(transaction, account.id);
    return practices.empty() ? std::nullopt : std::optional(std::move(practices.front()));
}

// The same in each mail about it, and kept nowhere.
LinkToken link_token_of(App const& app, Id<NewSignIn> const& id) {
    return LinkToken(app.mac.of("new sign-in link", id.text()).substr(0, link_token_length));
}

struct Telling {
    Account const& account;
    NewSignIn const& sign_in;
    Time now;
};
// The mail that says how it ended; and one more for what was still open when that was sent.
enum class Told { once = 1, again = 2 };

// Not before its five minutes are over; what is told later replaces what still waits.
void tell(Transaction& transaction, App const& app, Telling const& telling, Told told) {
    auto const& [account, sign_in, now] = telling;
    auto const token = link_token_of(app, sign_in.id);
    save_new_sign_in(transaction, sign_in, token);
    auto const link = app.site.public_url + std::string(urls::not_me) + token.reveal();
    auto const& facts = sign_in.facts;
    app.notices.queue(
        transaction,
        {.mail = mails::pages::new_sign_in{.when = date_and_time(facts.made_at, account.language),
                                           .how = app.catalogue.text(how_it_ended(facts), account.language),
                                           .link = link,
                                           .until = until(facts.made_at + new_sign_in_link_lasts,
                                                          account.language)},
         .purpose = purpose,
         .about_id = sign_in.id.text(),
         .send_number = static_cast<int>(told),
         .to = account.email,
         .person = short_name(account.name),
         .practice = practice_of(transaction, account),
         .language = account.language,
         .not_before = facts.made_at + new_sign_in_told_after,
         .expires_at = now + std::chrono::hours(72),
         .link = link,
         .link_label = words::pages::new_sign_in_not_me},
        now);
}

void tell_anew(Transaction& transaction, App const& app, Telling const& telling) {
    auto const id = telling.sign_in.id.text();
    if (withdraw_waiting(transaction, {purpose, id, static_cast<int>(Told::once)}))
        tell(transaction, app, telling, Told::once);
    else if (telling.sign_in.facts.signed_in_at)
        tell(transaction, app, telling, Told::again);
}

void begin(Transaction& transaction, App const& app, Account const& account, NewSignInFacts const& facts) {
    NewSignIn const sign_in{new_id<NewSignIn>(facts.made_at, app.random), account.id, facts};
    tell(transaction, app, {account, sign_in, facts.made_at}, Told::once);
}

// The one that is still to be told.
std::optional<NewSignIn> untold(Transaction& transaction, Account const& account, Time now) {
    auto newest = newest_new_sign_in(transaction, account.id);
    return newest && is_told_later(newest->facts, now) ? std::move(newest) : std::nullopt;
}

}  // namespace

void note_new_sign_in(Transaction& transaction, App const& app, Visitor const& visitor,
                      Account const& account) {
    if (is_known_here(transaction, app, visitor, account)) return;
    auto const now = visitor.now();
    if (auto same = untold(transaction, account, now)) {
        ++same->facts.begun;
        tell_anew(transaction, app, {account, *same, now});
        return;
    }
    auto const told = count_new_sign_ins_since(transaction, account.id, now - std::chrono::days(1));
    if (told < most_new_sign_ins_told_a_day) begin(transaction, app, account, {now});
}

void note_wrong_code(Transaction& transaction, App const& app, Visitor const& visitor,
                     Account const& account) {
    if (is_known_here(transaction, app, visitor, account)) return;
    auto same = untold(transaction, account, visitor.now());
    if (!same || same->facts.signed_in_at) return;
    ++same->facts.wrong_codes;
    tell_anew(transaction, app, {account, *same, visitor.now()});
}

void note_signed_in(Transaction& transaction, App const& app, Visitor const& visitor,
                    Account const& account) {
    if (is_known_here(transaction, app, visitor, account)) return;
    auto const now = visitor.now();
    auto newest = newest_new_sign_in(transaction, account.id);
    if (!newest || newest->facts.signed_in_at || newest->facts.made_at + std::chrono::hours(1) < now)
        return begin(transaction, app, account, {.made_at = now, .signed_in_at = now});
    newest->facts.signed_in_at = now;
    tell_anew(transaction, app, {account, *newest, now});
}

}  // namespace voordeur
