// SPDX-License-Identifier: EUPL-1.2
#include "recovery/enter.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "recovery/enter.html.hpp"
#include "recovery/recovering.hpp"
#include "recovery/words.hpp"
#include "urls.hpp"
#include "values/person_name.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::recovery_enter;

Response enter_page(App const& app, Visitor const& visitor, std::optional<Account> const& account) {
    auto page = page_for(app, visitor, html::file, words::recovery::enter_title);
    page.set(html::AGAIN_URL, of_practice(urls::forgot_password, visitor));
    if (account)
        page.set(html::ACTION, visitor.request.path).show(html::HOLDS{.person = short_name(account->name)});
    else
        page.show(html::OVER);
    if (visitor.signed_in) {
        set_email(page, html::EMAIL_NAME, html::EMAIL_HOST, visitor.signed_in->account.key());
        page.show(html::SIGNED_IN);
    }
    return page.respond(account ? 200 : 410);
}

}  // namespace

Response show_enter(App const& app, Visitor const& visitor) {
    return enter_page(app, visitor, account_of_enter_link(app.recovery, visitor.token, visitor.now()));
}

Response submit_enter(App const& app, Visitor const& visitor) {
    auto const fresh = fresh_browser(app, visitor);
    return std::visit(overloaded{
                          [&](DraftBegun) {
                              auto response = see_other(urls::at_hand);
                              set_browser_cookie(app, response, fresh);
                              return response;
                          },
                          [&](NoSuchLink) { return enter_page(app, visitor, std::nullopt); },
                          [&](BegunTooOften) { return too_often_page(app, visitor); },
                      },
                      begin_draft_by_link(app.recovery, visitor.token, fresh.by));
}

}  // namespace voordeur
