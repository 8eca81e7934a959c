// SPDX-License-Identifier: EUPL-1.2
#include "information/practice_contact.hpp"

#include "app.hpp"
#include "call_practice.html.hpp"
#include "information/practice_contact.html.hpp"
#include "information/words.hpp"
#include "page.hpp"
#include "practices/practice_list.hpp"
#include "practices/practice_store.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

void add_card(Page& page, Practice const& practice) {
    namespace html = html::information_practice_contact;
    Page::fill_practice(page.include(html::CALL_PRACTICE, voordeur::html::pages_call_practice::file),
                        card_of(practice));
}

}  // namespace

Response show_practice_contact(App const& app, Visitor const& visitor) {
    namespace html = html::information_practice_contact;
    auto page = page_for(app, visitor, html::file, words::information::practice_contact_title);
    if (visitor.practice) {
        page.show(html::KNOWN);
        add_card(page, *visitor.practice);
        return page.respond();
    }
    page.show(html::UNKNOWN);
    auto const practices = app.practices.all(visitor.now());
    for (auto const& practice : *practices) add_card(page, practice);
    return page.respond();
}

}  // namespace voordeur
