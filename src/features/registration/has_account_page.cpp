// SPDX-License-Identifier: EUPL-1.2
#include "registration/has_account_page.hpp"

#include "app.hpp"
#include "page.hpp"
#include "registration/has_account.html.hpp"
#include "registration/words.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response has_account_page(App const& app, Visitor const& visitor) {
    namespace html = html::registration_has_account;
    auto page = page_for(app, visitor, html::file, words::registration::has_account_title);
    return page.set(html::SIGN_IN_URL, urls::sign_in).respond();
}

}  // namespace voordeur
