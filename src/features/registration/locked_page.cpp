// SPDX-License-Identifier: EUPL-1.2
#include "registration/locked_page.hpp"

#include "app.hpp"
#include "page.hpp"
#include "registration/locked.html.hpp"
#include "registration/words.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response locked_page(App const& app, Visitor const& visitor) {
    namespace html = html::registration_locked;
    auto page = page_for(app, visitor, html::file, words::registration::locked_title);
    page.show_whom_to_call(html::CALL_PRACTICE);
    return page.respond(403);
}

}  // namespace voordeur
