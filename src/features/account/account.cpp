// SPDX-License-Identifier: EUPL-1.2
#include "account/account.hpp"

#include <algorithm>

#include "account/account.html.hpp"
#include "account/more.hpp"
#include "account/passkey_card.hpp"
#include "account/plain_words.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "accounts/deletion_rules.hpp"
#include "accounts/words.hpp"
#include "app.hpp"
#include "base/overloaded.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "factors/totp/totp_factor.hpp"
#include "page.hpp"
#include "patients/patient_store.hpp"
#include "practices/practice_list.hpp"
#include "practices/practice_store.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/customer_number.hpp"
#include "values/phone_number.hpp"
#include "visitor.hpp"
#include "ways.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::account_account;

struct Facts {
    std::optional<AccountOrigin> origin;
    std::optional<Time> deletion_asked;
    std::vector<PatientOrigin> practices;
    std::vector<Way> ways;
    std::int64_t paper_codes_left;
};

Facts facts_of(App const& app, PatientVisitor const& visitor) {
    auto const& id = visitor.account().id;
    return app.database.read([&](Transaction& transaction) {
        return Facts{find_origin(transaction, id), deletion_asked_at(transaction, id),
                     origins_of_account(transaction, id), ways_of(transaction, id, visitor.now()),
                     PaperCodes::left(transaction, id)};
    });
}

// A practice may know the same person twice.
void add_practices(Page& page, App const& app, PatientVisitor const& visitor,
                   std::vector<PatientOrigin> const& origins) {
    std::vector<Id<Practice>> shown;
    for (auto const& origin : origins) {
        if (std::ranges::find(shown, origin.practice_id) != shown.end()) continue;
        shown.push_back(origin.practice_id);
        auto const practice = app.practices.by_id(origin.practice_id, visitor.now());
        if (!practice) continue;
        page.add(names::PRACTICE)
            .set(names::PRACTICE_NAME, practice->name)
            .set(names::PROVED_BY, words_of(origin.identity))
            .show(names::LINKED{.when = plain_date(origin.linked_at, visitor.language)});
    }
}

void show_standing(Page::Item item, FactorStanding const& standing, PatientVisitor const& visitor) {
    std::visit(
        overloaded{[](FactorUsable) {},
                   [&](FactorWaits wait) { item.show(names::WAITS{.when = when_text(wait.until, visitor)}); },
                   [&](FactorStopped) { item.show(names::STOPPED); },
                   [&](FactorWornOut) { item.show(names::WORN_OUT); }},
        standing);
}

Page::Item add_way(Page& page, App const& app, PatientVisitor const& visitor, Way const& way) {
    auto const& factor = way.factor;
    auto item = page.add(names::WAY);
    item.set(names::WAY_NAME, name_of_way(factor.facts.kind))
        .show(names::SINCE{.when = plain_date(factor.facts.made_at, visitor.language)});
    if (factor.facts.kind == SmsFactor::kind.name) {
        auto const phone = PhoneNumber::from_e164(secret_of(factor, app.sealer));
        item.show(names::NUMBER{.last_two = phone.last_two()});
    }
    if (factor.last_used_at)
        item.show(names::USED{.when = date_and_time(*factor.last_used_at, visitor.language)});
    else
        item.show(names::NEVER_USED);
    show_standing(item, way.standing, visitor);
    return item;
}

void show_left(Page::Item item, std::int64_t left) {
    auto shown = item.add(names::LEFT{.left = std::to_string(left)});
    if (left <= PaperCodes::few) shown.show(names::FEW);
}

bool has_choice(std::vector<Way> const& ways) {
    return std::ranges::count_if(ways, can_be_first) > 1;
}

void add_changes(Page& page, std::vector<Way> const& ways) {
    auto const has = [&](FactorKind const& kind) { return way_of_kind(ways, kind.name) != nullptr; };
    page.set(names::APP_URL, urls::account_app)
        .show(has(TotpFactor::kind) ? names::REPLACE_APP : names::ADD_APP);
    page.set(names::PAPER_URL, urls::account_paper_codes)
        .show(has(PaperCodes::kind) ? names::REMAKE_PAPER : names::MAKE_PAPER);
    if (has_choice(ways)) page.set(names::FIRST_CHOICE_URL, urls::account_first_choice).show(names::CHOOSE);
    if (!removable(ways).empty()) page.set(names::REMOVAL_URL, urls::account_removal).show(names::REMOVE);
}

}  // namespace

Response show_account(App const& app, PatientVisitor const& visitor) {
    auto const facts = facts_of(app, visitor);
    auto page = page_for(app, visitor, names::file, words::account::account_title);
    page.set(names::NAME, visitor.account().name).set(names::SERVICES_URL, urls::services);
    set_email(page, names::EMAIL_NAME, names::EMAIL_HOST, visitor.account().email);
    if (!visitor.account().has_email_name) page.show(names::BY_NUMBER);
    if (visitor.query.has("gewijzigd")) page.show(names::CHANGED);
    if (visitor.query.has("blijft") && !facts.deletion_asked) page.show(names::NOT_DELETED);
    if (facts.origin)
        page.show(names::ACCOUNT_SINCE{.when = plain_date(facts.origin->made_at, visitor.language)});
    page.set(names::CUSTOMER_NUMBER,
             CustomerNumber::parse(visitor.account().customer_number).value().grouped())
        .set(names::CUSTOMER_NUMBER_LABEL, words::accounts::customer_number_label);
    if (facts.deletion_asked)
        page.add(names::DELETION{.when = long_date(deleted_at(*facts.deletion_asked), visitor.language)})
            .set(names::NO_DELETION_URL, urls::account_no_deletion);
    add_practices(page, app, visitor, facts.practices);
    for (auto const& way : facts.ways) {
        auto item = add_way(page, app, visitor, way);
        if (way.is_first_choice && has_choice(facts.ways)) item.show(names::FIRST);
        if (way.factor.facts.kind == PaperCodes::kind.name) show_left(item, facts.paper_codes_left);
    }
    add_changes(page, facts.ways);
    fill_more(page, names::MORE, visitor);
    fill_passkey_card(page, names::PASSKEYS, app, visitor);
    return page.show_whom_to_call(names::CALL_PRACTICE).respond();
}

}  // namespace voordeur
