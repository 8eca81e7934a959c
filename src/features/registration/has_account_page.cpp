// SPDX-License-Identifier: EUPL-1.2
#include "registration/has_account_page.hpp"

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "page.hpp"
#include "patients/registration_store.hpp"
#include "registration/has_account.html.hpp"
#include "registration/shared_address.html.hpp"
#include "registration/words.hpp"
#include "urls.hpp"
#include "values/customer_number.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response has_account_page(App const& app, Visitor const& visitor, Account const& account) {
    namespace html = html::registration_has_account;
    auto page = page_for(app, visitor, html::file, words::registration::has_account_title);
    page.show_whom_to_call(html::CALL_PRACTICE);
    if (!account.has_email_name) page.show(html::BY_NUMBER);
    // Only a sign-in with both factors adds the practice.
    if (visitor.signed_in) return page.set(html::SIGN_OUT_URL, urls::sign_out).show(html::AGAIN).respond();
    return page.set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor)).show(html::FIRST).respond();
}

Response shared_address_page(App const& app, LinkVisitor const& visitor, Registration const& registration) {
    namespace html = html::registration_shared_address;
    auto const number = CustomerNumber::parse(registration.customer_number).value().grouped();
    auto page =
        page_for(app, visitor, html::file{.number = number}, words::registration::shared_address_title);
    page.set(html::GO_ON_URL,
             visitor.link().path + std::string(urls::password) + "?" + std::string(urls::own_account));
    return page.show_whom_to_call(html::CALL_PRACTICE).respond();
}

}  // namespace voordeur
