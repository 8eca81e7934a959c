// SPDX-License-Identifier: EUPL-1.2
#include "portal/services.hpp"

#include <algorithm>
#include <chrono>

#include "app.hpp"
#include "call_practice.html.hpp"
#include "clients/client_store.hpp"
#include "page.hpp"
#include "portal/passkey_offer.hpp"
#include "portal/services.html.hpp"
#include "portal/services_store.hpp"
#include "portal/words.hpp"
#include "practices/practice_list.hpp"
#include "practices/practice_store.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "whom_to_call.hpp"

namespace voordeur {
namespace {

namespace html = html::portal_services;

constexpr std::chrono::minutes addition_shown_for{10};

struct Facts {
    std::vector<Practice> practices;
    std::vector<Id<Practice>> added;
    std::vector<Client> clients;
};

Facts facts_of(App const& app, PatientVisitor const& visitor) {
    auto const& account = visitor.account();
    return app.database.read([&](Transaction& transaction) {
        auto practices = practices_of_account(transaction, account.id);
        auto added = practices_added_since(transaction, account.id, visitor.now() - addition_shown_for);
        return Facts{std::move(practices), std::move(added), all_clients(transaction)};
    });
}

void add_notices(Page& page, App const& app, PatientVisitor const& visitor, Facts const& facts) {
    for (auto const& id : facts.added)
        if (auto const practice = app.practices.by_id(id, visitor.now()))
            page.add(html::PRACTICE_ADDED)
                .set(html::ADDED_TEXT, words::portal::practice_added{.practice = practice->name});
}

// What a practice has: what signs its patients in through us, and plain links.
struct Service {
    std::string name, address, sentence;
};

std::vector<Service> services_of(App const& app, PatientVisitor const& visitor, Facts const& facts,
                                 Practice const& practice) {
    auto const is_dutch = visitor.language == Language::dutch;
    std::vector<Service> services;
    for (auto const& client : facts.clients)
        if (std::ranges::find(client.practices, practice.id) != client.practices.end())
            services.push_back({client.name(visitor.language), client.start_address,
                                is_dutch ? client.sentence_nl : client.sentence_en});
    for (auto const& link : app.site.e_services)
        if (link.practice == practice.slug)
            services.push_back({is_dutch ? link.name_nl : link.name_en, link.address, ""});
    return services;
}

// With its services, or else with whom to call.
void add_practice_section(Page& page, App const& app, Practice const& practice,
                          std::vector<Service> const& services) {
    auto section = page.add(html::PRACTICE);
    section.set(html::PRACTICE_NAME, practice.name);
    if (services.empty()) {
        auto without = section.add(html::WITHOUT_SERVICES);
        Page::fill_cards(without.include(html::CALL_PRACTICE, voordeur::html::pages_call_practice::file),
                         whom_to_call(app, practice));
        return;
    }
    auto list = section.add(html::WITH_SERVICES);
    for (auto const& service : services) {
        auto item = list.add(html::SERVICE);
        item.set(html::SERVICE_URL, service.address).set(html::SERVICE_NAME, service.name);
        if (!service.sentence.empty()) item.set(html::SENTENCE, service.sentence).show(html::HAS_SENTENCE);
    }
}

// A practice may know the same person twice.
void add_practices(Page& page, App const& app, PatientVisitor const& visitor, Facts const& facts) {
    std::vector<Id<Practice>> shown;
    for (auto const& practice : facts.practices) {
        if (std::ranges::find(shown, practice.id) != shown.end()) continue;
        shown.push_back(practice.id);
        add_practice_section(page, app, practice, services_of(app, visitor, facts, practice));
    }
}

Response services_page(App const& app, PatientVisitor const& visitor, Facts const& facts) {
    auto page = page_for(app, visitor, html::file, words::portal::services_title);
    page.set(html::SIGN_OUT_URL, urls::sign_out);
    set_email(page, html::EMAIL_NAME, html::EMAIL_HOST, visitor.account().key());
    add_notices(page, app, visitor, facts);
    add_practices(page, app, visitor, facts);
    fill_passkey_offer(page, html::PASSKEY_OFFER, app, visitor);
    return page.respond();
}

}  // namespace

Response show_services(App const& app, PatientVisitor const& visitor) {
    if (visitor.service_request) return see_other(urls::to_e_service);
    return services_page(app, visitor, facts_of(app, visitor));
}

}  // namespace voordeur
