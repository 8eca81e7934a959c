// SPDX-License-Identifier: EUPL-1.2
#include "account/passkey_names.hpp"

#include <algorithm>

#include "account/passkey_card.hpp"
#include "account/passkey_facts.html.hpp"
#include "account/passkey_names.html.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace names = html::account_passkey_names;

constexpr std::size_t longest_name = 40;

// What was typed for one of them stands in its field again.
Response names_page(App const& app, PatientVisitor const& visitor, std::optional<Word> error) {
    auto page = page_for(app, visitor, names::file, words::account::passkey_names);
    page.set(names::ACCOUNT_URL, urls::account).set(names::ACTION, urls::account_passkey_names);
    int number = 0;
    for (auto const& each : passkeys_of_visitor(app, visitor)) {
        auto const is_meant = error && each.id.text() == visitor.form.text("passkey");
        auto const field = std::to_string(++number);
        if (is_meant) page.error("name-" + field, *error);
        auto item = page.add(names::PASSKEY);
        item.set(names::PASSKEY_ID, each.id.text())
            .set(names::NUMBER, field)
            .set(names::NAME, is_meant ? visitor.form.text("name") : each.name);
        fill_passkey_facts(item.include(names::FACTS, html::account_passkey_facts::file), each, visitor);
    }
    return page.respond(error ? 422 : 200);
}

enum class Renamed { yes, not_theirs, too_often };

Renamed rename(Transaction& transaction, App const& app, PatientVisitor const& visitor,
               std::string const& name) {
    auto const& account_id = visitor.account().id;
    if (!lock_for_change(transaction, visitor)) return Renamed::not_theirs;
    auto const passkeys = passkeys_of(transaction, account_id);
    auto const found = std::ranges::find_if(
        passkeys, [&](Passkey const& each) { return each.id.text() == visitor.form.text("passkey"); });
    if (found == passkeys.end()) return Renamed::not_theirs;
    if (is_too_often(transaction, visitor, AuditType::second_factor_passkey_renamed, account_id))
        return Renamed::too_often;
    rename_passkey(transaction, found->id, name);
    record_step(
        transaction, app, visitor,
        {.type = AuditType::second_factor_passkey_renamed, .action = Action::update, .object = account_id});
    return Renamed::yes;
}

}  // namespace

Response show_passkey_names(App const& app, PatientVisitor const& visitor) {
    return names_page(app, visitor, std::nullopt);
}

Response submit_passkey_name(App const& app, PatientVisitor const& visitor) {
    auto const name = trimmed_visible(visitor.form.text("name"));
    if (name.empty()) return names_page(app, visitor, words::account::passkey_name_empty);
    if (code_point_count(name) > longest_name)
        return names_page(app, visitor, words::account::passkey_name_long);
    auto const renamed = app.database.transaction(
        [&](Transaction& transaction) { return rename(transaction, app, visitor, name); });
    return renamed == Renamed::too_often ? too_often_page(app, visitor) : see_other(urls::account);
}

}  // namespace voordeur
