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

// An operator who gave no way to be reached leaves that to the practices.
Response show_contact(App const& app, Visitor const& visitor) {
    namespace html = html::information_contact;
    auto page = page_for(app, visitor, html::file, words::information::contact_title);
    auto const operated_by = contact_of(app.site.operated_by);
    if (operated_by.phone.empty() && operated_by.email.empty())
        return page.show(html::BY_PRACTICE).show_whom_to_call(html::CALL_PRACTICE).respond();
    page.show(html::REACHED);
    Page::fill_cards(page.include(html::CALL_PRACTICE, voordeur::html::pages_call_practice::file),
                     {{operated_by}});
    return page.respond();
}

}  // namespace voordeur
