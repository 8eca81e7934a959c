// SPDX-License-Identifier: EUPL-1.2
#include "registration/has_account_page.hpp"

#include "app.hpp"
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
        page.show(html::OWN).show_whom_to_call(html::CALL_PRACTICE);
        // Only a sign-in with both factors adds the practice.
        if (visitor.signed_in)
            return page.set(html::SIGN_OUT_URL, urls::sign_out).show(html::AGAIN).respond();
        return page.set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor)).show(html::FIRST).respond();
    }
    auto page = page_for(app, visitor, html::file, words::registration::other_account_title);
    page.show(html::OF_ANOTHER);
    page.set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor));
    return page.show_whom_to_call(html::CALL_PRACTICE).respond();
}

}  // namespace voordeur
