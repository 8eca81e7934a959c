// SPDX-License-Identifier: EUPL-1.2
#include "account/passkey_card.hpp"

#include "account/passkey_card.html.hpp"
#include "account/passkey_facts.html.hpp"
#include "app.hpp"
#include "factors/passkeys/passkey_provider.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "passkey_form.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "words/dates.hpp"

namespace voordeur {

std::vector<Passkey> passkeys_of_visitor(App const& app, PatientVisitor const& visitor) {
    return app.database.read(
        [&](Transaction& transaction) { return passkeys_of(transaction, visitor.account().id); });
}

void fill_passkey_facts(Page::Item item, Passkey const& passkey, PatientVisitor const& visitor) {
    namespace html = html::account_passkey_facts;
    auto const provider = provider_of(passkey.facts.aaguid);
    item.set(html::NAME, passkey.name)
        .show(html::SINCE{.when = plain_date(passkey.made_at, visitor.language)})
        .show(passkey.facts.flags.is_backup_eligible ? html::SYNCED : html::HERE);
    item.show_if(!passkey.facts.flags.user_verified, html::AFTER_PASSWORD);
    if (provider.empty())
        item.show(html::BY_UNKNOWN);
    else
        item.show(html::BY{.provider = std::string(provider)});
    if (passkey.last_used_at)
        item.show(html::USED{.when = date_and_time(*passkey.last_used_at, visitor.language)});
    else
        item.show(html::NEVER_USED);
}

namespace {

// What the browser shows of them; of the last one that was removed too.
void tell_browser(Page::Item card, App const& app, PatientVisitor const& visitor,
                  std::vector<Passkey> const& passkeys) {
    namespace html = html::account_passkey_card;
    auto const handle = app.database.read(
        [&](Transaction& transaction) { return find_passkey_handle(transaction, visitor.account().id); });
    if (handle && app.passkeys.are_possible())
        card.add(html::TOLD).set(html::OWN_PASSKEYS, own_passkeys_json(app, visitor, *handle, passkeys));
}

}  // namespace

void fill_passkey_card(Page& page, IncludeName where, App const& app, PatientVisitor const& visitor) {
    namespace html = html::account_passkey_card;
    auto const passkeys = passkeys_of_visitor(app, visitor);
    if (passkeys.empty() && !app.passkeys.are_possible()) return;
    auto card = page.include(where, html::file);
    card.set(html::ADD_URL, urls::account_passkeys)
        .set(html::NAMES_URL, urls::account_passkey_names)
        .set(html::REMOVAL_URL, urls::account_passkey_removal)
        .show_if(app.passkeys.are_possible() && passkeys.size() < Passkeys::most, html::ADD);
    tell_browser(card, app, visitor, passkeys);
    if (passkeys.empty()) return;
    card.show(html::CHANGE);
    auto list = card.add(html::LIST);
    for (auto const& each : passkeys)
        fill_passkey_facts(
            list.add(html::PASSKEY).include(html::FACTS, voordeur::html::account_passkey_facts::file), each,
            visitor);
}

}  // namespace voordeur
