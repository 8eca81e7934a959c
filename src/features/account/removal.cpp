// SPDX-License-Identifier: EUPL-1.2
#include "account/removal.hpp"

#include "account/changed.hpp"
#include "account/choices.html.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "app.hpp"
#include "factors/challenge_store.hpp"
#include "factors/factor_store.hpp"
#include "page.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "ways.hpp"
#include "web/response.hpp"
#include "words/catalogue.hpp"

namespace voordeur {
namespace {

namespace names = html::account_choices;

// nullopt: it is none of theirs, or the last that can be asked each time.
std::optional<CookieToken> remove(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    if (!lock_for_change(transaction, visitor)) return std::nullopt;
    auto const ways = removable(ways_of(transaction, visitor.account().id, visitor.now()));
    auto const way = way_of_kind(ways, visitor.form.text("way"));
    if (!way) return std::nullopt;
    // A code that is under way proves nothing any more.
    end_challenges_of_factor(transaction, way->factor.id, visitor.now());
    end_factor(transaction, way->factor.id, visitor.now());
    return note_change(
        transaction, app, visitor,
        {words::account::told_removed{
             .way = app.catalogue.text(name_of_way(way->factor.facts.kind), visitor.account().language)},
         AuditType::second_factor_removed, true});
}

// What is left beside the password: "Een sms met een code, …"
std::string left_without(App const& app, PatientVisitor const& visitor, std::vector<Way> const& ways,
                         Way const& removed) {
    std::string left;
    for (auto const& way : ways) {
        if (way.factor.id == removed.factor.id) continue;
        left += (left.empty() ? "" : ", ") +
                app.catalogue.text(name_of_way(way.factor.facts.kind), visitor.language);
    }
    return left + ".";
}

}  // namespace

Response show_removal(App const& app, PatientVisitor const& visitor) {
    auto const ways = app.database.read(
        [&](Transaction& transaction) { return ways_of(transaction, visitor.account().id, visitor.now()); });
    auto page = page_for(app, visitor, names::file, words::account::removal_title);
    page.set(names::TITLE, words::account::removal_title)
        .set(names::LEAD, words::account::removal_lead)
        .set(names::ACTION, urls::account_removal)
        .set(names::ACCOUNT_URL, urls::account);
    for (auto const& way : removable(ways)) {
        auto item = page.add(names::WAY);
        item.show_if(way.factor.facts.kind == SmsFactor::kind.name, names::SMS);
        item.set(names::WAY_NAME, name_of_way(way.factor.facts.kind))
            .set(names::WAY_KIND, way.factor.facts.kind)
            .set(names::LEFT, left_without(app, visitor, ways, way))
            .set(names::BUTTON, words::account::removal_button)
            .show(names::AFTERWARDS)
            .show(names::CHOICE);
    }
    return page.respond();
}

Response submit_removal(App const& app, PatientVisitor const& visitor) {
    auto const session =
        app.database.transaction([&](Transaction& transaction) { return remove(transaction, app, visitor); });
    return session ? to_changed_account(app, *session) : see_other(urls::account);
}

}  // namespace voordeur
