// SPDX-License-Identifier: EUPL-1.2
#include "registration/has_account_page.hpp"

#include "app.hpp"
#include "call_practice.html.hpp"
#include "page.hpp"
#include "patients/registration_store.hpp"
#include "patients/waiting_practices.hpp"
#include "registration/has_account.html.hpp"
#include "registration/words.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response has_account_page(App const& app, Visitor const& visitor, Registration const& registration) {
    namespace html = html::registration_has_account;
    auto const is_of_another = app.database.read(
        [&](Transaction& transaction) { return is_account_of_another(transaction, registration); });
    if (!is_of_another) {
        auto page = page_for(app, visitor, html::file, words::registration::has_account_title);
        return page.set(html::SIGN_IN_URL, urls::sign_in).show(html::OWN).respond();
    }
    auto page = page_for(app, visitor, html::file, words::registration::other_account_title);
    page.show(html::OF_ANOTHER);
    if (visitor.practice)
        Page::fill_practice(page.include(html::CALL_PRACTICE, voordeur::html::pages_call_practice::file),
                            card_of(*visitor.practice));
    return page.respond();
}

}  // namespace voordeur
