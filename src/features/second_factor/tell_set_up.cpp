// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/tell_set_up.hpp"

#include <chrono>

#include "app.hpp"
#include "practices/notices.hpp"
#include "practices/sign_in_address.hpp"
#include "site_settings.hpp"
#include "values/person_name.hpp"
#include "visitor.hpp"
#include "words.hpp"
#include "words/dates.hpp"

namespace voordeur {

SetUpFacts set_up_facts(App const& app, PatientVisitor const& visitor, std::optional<Practice> practice) {
    auto const& account = visitor.account();
    auto address = sign_in_address(app.site.public_url, practice);
    return {std::move(practice), date_and_time(visitor.now(), account.language), account.key(),
            std::move(address)};
}

void tell_set_up(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                 SetUpMail const& told) {
    auto const& account = visitor.account();
    app.notices.queue(transaction,
                      {.mail = told.mail,
                       .purpose = "set_up",
                       .about_id = told.about_id,
                       .to = account.email,
                       .person = short_name(account.name),
                       .practice = told.facts.practice,
                       .language = account.language,
                       .expires_at = visitor.now() + std::chrono::hours(72),
                       .link = told.facts.address,
                       .link_label = words::pages::header_sign_in},
                      visitor.now());
}

}  // namespace voordeur
