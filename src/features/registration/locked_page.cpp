// SPDX-License-Identifier: EUPL-1.2
#include "registration/locked_page.hpp"

#include "app.hpp"
#include "call_practice.html.hpp"
#include "page.hpp"
#include "registration/locked.html.hpp"
#include "registration/words.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response locked_page(App const& app, Visitor const& visitor) {
    namespace html = html::registration_locked;
    auto page = page_for(app, visitor, html::file, words::registration::locked_title);
    Page::fill_practice(page.include(html::CALL_PRACTICE, voordeur::html::pages_call_practice::file),
                        card_of(*visitor.practice));
    return page.respond(403);
}

}  // namespace voordeur
