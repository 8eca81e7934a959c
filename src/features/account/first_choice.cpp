// SPDX-License-Identifier: EUPL-1.2
#include "account/first_choice.hpp"

#include "account/changed.hpp"
#include "account/choices.html.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "app.hpp"
#include "factors/factor_store.hpp"
#include "page.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "ways.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace names = html::account_choices;

// nullopt: it is none of theirs, or is first already.
std::optional<CookieToken> put_first(Transaction& transaction, App const& app,
                                     PatientVisitor const& visitor) {
    if (!lock_for_change(transaction, visitor)) return std::nullopt;
    auto const ways = ways_of(transaction, visitor.account().id, visitor.now());
    auto const way = way_of_kind(ways, visitor.form.text("way"));
    if (!way || !can_be_first(*way) || way->is_first_choice) return std::nullopt;
    prefer_factor(transaction, visitor.account().id, way->factor.id);
    return note_change(transaction, app, visitor,
                       {words::account::told_first_choice, AuditType::second_factor_first_choice});
}

}  // namespace

Response show_first_choice(App const& app, PatientVisitor const& visitor) {
    auto const ways = app.database.read(
        [&](Transaction& transaction) { return ways_of(transaction, visitor.account().id, visitor.now()); });
    auto page = page_for(app, visitor, names::file, words::account::first_choice_title);
    page.set(names::TITLE, words::account::first_choice_title)
        .set(names::LEAD, words::account::first_choice_lead)
        .set(names::ACTION, urls::account_first_choice)
        .set(names::ACCOUNT_URL, urls::account);
    for (auto const& way : ways) {
        if (!can_be_first(way)) continue;
        auto item = page.add(names::WAY);
        item.set(names::WAY_NAME, name_of_way(way.factor.facts.kind))
            .show_if(way.is_first_choice, names::FIRST);
        if (way.is_first_choice) continue;
        item.set(names::WAY_KIND, way.factor.facts.kind)
            .set(names::BUTTON, words::account::first_choice_button)
            .show(names::CHOICE);
    }
    return page.respond();
}

Response submit_first_choice(App const& app, PatientVisitor const& visitor) {
    auto const session = app.database.transaction(
        [&](Transaction& transaction) { return put_first(transaction, app, visitor); });
    return session ? to_changed_account(app, *session) : see_other(urls::account);
}

}  // namespace voordeur
