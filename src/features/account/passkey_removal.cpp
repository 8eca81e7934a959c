// SPDX-License-Identifier: EUPL-1.2
#include "account/passkey_removal.hpp"

#include <algorithm>

#include "account/changed.hpp"
#include "account/passkey_card.hpp"
#include "account/passkey_facts.html.hpp"
#include "account/passkey_removal.html.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "app.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "page.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "ways.hpp"
#include "web/response.hpp"
#include "words/catalogue.hpp"

namespace voordeur {
namespace {

namespace names = html::account_passkey_removal;

bool may_all_go(std::vector<Way> const& ways) {
    return way_of_kind(removable(ways), Passkeys::kind.name) != nullptr;
}

// The last one goes only where something is left that can be asked each time.
std::optional<CookieToken> remove(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    auto const& id = visitor.account().id;
    if (!lock_for_change(transaction, visitor)) return std::nullopt;
    auto const passkeys = passkeys_of(transaction, id);
    auto const found = std::ranges::find_if(
        passkeys, [&](Passkey const& each) { return each.id.text() == visitor.form.text("passkey"); });
    auto const is_last = passkeys.size() == 1;
    if (found == passkeys.end() || (is_last && !may_all_go(ways_of(transaction, id, visitor.now()))))
        return std::nullopt;
    Passkeys::remove(transaction, id, *found, visitor.now());
    FilledWord const told = is_last
                                ? FilledWord(words::account::told_last_passkey_removed{.name = found->name})
                                : words::account::told_passkey_removed{.name = found->name};
    return note_change(transaction, app, visitor, {told, AuditType::second_factor_passkey_removed, true});
}

// "Een sms met een code, een papieren code."
std::string left_beside_passkeys(App const& app, PatientVisitor const& visitor,
                                 std::vector<Way> const& ways) {
    std::string left;
    for (auto const& way : ways)
        if (way.factor.facts.kind != Passkeys::kind.name)
            left += (left.empty() ? "" : ", ") +
                    app.catalogue.text(name_of_way(way.factor.facts.kind), visitor.language);
    return left + ".";
}

}  // namespace

Response show_passkey_removal(App const& app, PatientVisitor const& visitor) {
    auto const ways = app.database.read(
        [&](Transaction& transaction) { return ways_of(transaction, visitor.account().id, visitor.now()); });
    auto const passkeys = passkeys_of_visitor(app, visitor);
    auto page = page_for(app, visitor, names::file, words::account::passkey_remove);
    page.set(names::ACCOUNT_URL, urls::account).set(names::ACTION, urls::account_passkey_removal);
    auto const is_last = passkeys.size() == 1, may_go = !is_last || may_all_go(ways);
    for (auto const& each : passkeys) {
        auto item = page.add(names::PASSKEY);
        item.set(names::PASSKEY_ID, each.id.text())
            .set(names::LEFT, left_beside_passkeys(app, visitor, ways))
            .show_if(!is_last, names::MORE)
            .show_if(is_last && may_go, names::LAST)
            .show_if(!may_go, names::ONLY)
            .show_if(may_go, names::CHOICE);
        fill_passkey_facts(item.include(names::FACTS, html::account_passkey_facts::file), each, visitor);
    }
    return page.respond();
}

Response submit_passkey_removal(App const& app, PatientVisitor const& visitor) {
    auto const session =
        app.database.transaction([&](Transaction& transaction) { return remove(transaction, app, visitor); });
    return session ? to_changed_account(app, *session) : see_other(urls::account);
}

}  // namespace voordeur
