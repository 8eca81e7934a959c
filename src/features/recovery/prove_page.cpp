// SPDX-License-Identifier: EUPL-1.2
#include "recovery/prove_page.hpp"

#include "app.hpp"
#include "recovery/prove.html.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::recovery_prove;

template <class Field>
Response filled_page(App const& app, Visitor const& visitor, ProvePage const& about, Field const& field) {
    auto page = page_for(app, visitor, html::file, about.title);
    page.set(html::TITLE, about.title).set(html::LEAD, about.lead).set(html::ACTION, about.action);
    page.set(html::BACK_URL, about.back.empty() ? urls::at_hand : about.back);
    page.field(html::FIELD, field);
    if (!about.again_action.empty()) page.set(html::AGAIN_ACTION, about.again_action).show(html::AGAIN);
    if (about.help) page.set(html::HELP_TEXT, *about.help).show(html::HELP);
    if (about.tries_left) page.tries_left(*about.tries_left);
    return page.respond(about.status);
}

}  // namespace

Response prove_page(App const& app, Visitor const& visitor, ProvePage const& about, TextField const& field) {
    return filled_page(app, visitor, about, field);
}

Response prove_page(App const& app, Visitor const& visitor, ProvePage const& about,
                    PasswordField const& field) {
    return filled_page(app, visitor, about, field);
}

}  // namespace voordeur
