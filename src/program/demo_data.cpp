// SPDX-License-Identifier: EUPL-1.2
#include "demo_data.hpp"

#include <array>
#include <ranges>
#include <string>
#include <string_view>

#include "app.hpp"
#include "base/id.hpp"
#include "clients/client_store.hpp"
#include "clients/signing_keys.hpp"
#include "demo/demo_mailbox.hpp"
#include "demo/demo_store.hpp"
#include "demo/sample_letter.hpp"
#include "patients/invite.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/email_address.hpp"

namespace voordeur {
namespace {

constexpr std::string_view slug = "de-linde";

struct SamplePerson {
    std::string_view name, email, birth_date, postcode;
    bool with_letter = false;
};

// Names that say that they are samples; of one the practice knows the year of birth only.
constexpr std::array sample_people{
    SamplePerson{"mevrouw J. Voorbeeld", "johanna.voorbeeld@post.example", "1948-03-07", "1234 AB", true},
    SamplePerson{"meneer A. Tester", "a.tester@post.example", "1976-00-00", "5611 EM"},
    SamplePerson{"mevrouw Ş. Proefpersoon", "seyma.proefpersoon@post.example", "1990-11-23", "9712 KK"},
};

Practice sample_practice(Transaction& transaction, App const& app, Time now) {
    if (auto known = find_practice_by_slug(transaction, std::string(slug))) return std::move(*known);
    Practice const fresh{.id = new_id<Practice>(now, app.random),
                         .slug = std::string(slug),
                         .name = "Huisartsenpraktijk De Linde",
                         .phone = "0123 - 45 67 89",
                         .email = "eservices@delinde.example"};
    add_practice(transaction, fresh, now);
    return fresh;
}

Invitation invitation_of(App const& app, SamplePerson const& person, Practice const& practice) {
    return {.practice = practice,
            .name = PersonName::parse(person.name).value(),
            .email = EmailAddress::parse(person.email).value(),
            .birth_date = BirthDate::parse_exact(person.birth_date).value(),
            .postcode = Postcode::parse(person.postcode).value(),
            .with_letter = person.with_letter,
            .actor = "demo",
            .keep_letter = [&app](std::string const& pdf) {
                save_sample_letter(app.demo_mailbox->folder(), pdf);
            }};
}

}  // namespace

std::vector<EService> sample_e_services(bool has_example) {
    std::string const practice(slug);
    std::string const address(urls::sample_service);
    std::vector<EService> services{{practice, "Afspraak maken", "Make an appointment", address}};
    if (!has_example)
        services.push_back({practice, "Herhaalrecept aanvragen", "Request a repeat prescription", address});
    return services;
}

void make_demo_data(App const& app, Time now) {
    auto const is_new =
        app.database.read([](Transaction& transaction) { return demo_patients(transaction).empty(); });
    if (!is_new) return;
    auto const practice = app.database.transaction(
        [&](Transaction& transaction) { return sample_practice(transaction, app, now); });
    // Whom a newcomer plays comes last: her e-mail is the newest, and open.
    auto at = now;
    for (auto const& person : sample_people | std::views::reverse) {
        invite(app.patients, invitation_of(app, person, practice), at);
        at += std::chrono::milliseconds(1);
    }
}

void add_example_service(App const& app, std::string const& address, Time now) {
    app.database.transaction([&](Transaction& transaction) {
        add_client(transaction,
                   {.id = Id<Client>("herhaalrecept"),
                    .name_nl = "Herhaalrecept aanvragen",
                    .name_en = "Request a repeat prescription",
                    .sentence_nl = "Bestel uw medicijnen opnieuw.",
                    .sentence_en = "Order your medicines again.",
                    .scopes = {"profile"},
                    .start_address = address + "/",
                    .addresses = {address + "/terug"},
                    .sign_out_addresses = {address + "/uitgelogd"},
                    .practices = {find_practice_by_slug(transaction, std::string(slug)).value().id}},
                   now);
        app.signing_keys.make_first(transaction, now);
    });
}

}  // namespace voordeur
