// SPDX-License-Identifier: EUPL-1.2
#include "information/practice_contact.hpp"

#include <algorithm>
#include <iterator>

#include "app.hpp"
#include "call_practice.html.hpp"
#include "information/practice_contact.html.hpp"
#include "information/words.hpp"
#include "page.hpp"
#include "practices/practice_list.hpp"
#include "practices/practice_store.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "whom_to_call.hpp"

namespace voordeur {
Response show_practice_contact(App const& app, Visitor const& visitor) {
    namespace html = html::information_practice_contact;
    auto page = page_for(app, visitor, html::file, words::information::practice_contact_title);
    auto whom = whom_to_call(app, visitor.practice);
    page.show(visitor.practice ? html::KNOWN : html::UNKNOWN);
    if (whom.are_more) {
        auto const practices = app.practices.all(visitor.now());
        std::ranges::transform(*practices, std::back_inserter(whom.cards),
                               [](Practice const& practice) { return contact_of(practice); });
        whom.are_more = false;
    }
    Page::fill_cards(page.include(html::CALL_PRACTICE, voordeur::html::pages_call_practice::file), whom);
    return page.respond();
}

}  // namespace voordeur
