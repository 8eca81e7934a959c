// SPDX-License-Identifier: EUPL-1.2
#include "information/contact.hpp"

#include "app.hpp"
#include "call_practice.html.hpp"
#include "information/contact.html.hpp"
#include "information/words.hpp"
#include "page.hpp"
#include "site_settings.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response show_contact(App const& app, Visitor const& visitor) {
    namespace html = html::information_contact;
    auto page = page_for(app, visitor, html::file, words::information::contact_title);
    auto const& operated_by = app.site.operated_by;
    PracticeCard const card{
        .slug = "", .name = operated_by.name, .phone = operated_by.phone, .email = operated_by.email};
    Page::fill_cards(page.include(html::CALL_PRACTICE, voordeur::html::pages_call_practice::file), {{card}});
    return page.respond();
}

}  // namespace voordeur
