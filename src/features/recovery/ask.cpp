// SPDX-License-Identifier: EUPL-1.2
#include "recovery/ask.hpp"

#include <chrono>

#include "app.hpp"
#include "page.hpp"
#include "recoveries/ask_to_recover.hpp"
#include "recovery/ask.html.hpp"
#include "recovery/asked.html.hpp"
#include "recovery/words.hpp"
#include "urls.hpp"
#include "values/sign_in_name.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::recovery_ask;

Response ask_page(App const& app, Visitor const& visitor, std::optional<FilledWord> const& error) {
    auto page = page_for(app, visitor, html::file, words::recovery::ask_title);
    page.set(html::ACTION, of_practice(urls::forgot_password, visitor))
        .set(html::NO_MAILBOX_URL, urls::lost_mailbox)
        .set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor));
    if (visitor.query.has("verlopen")) page.show(html::EXPIRED);
    page.field(html::NAME_FIELD, TextField{.name = "email",
                                           .label = words::recovery::ask_label,
                                           .hint = words::recovery::ask_hint,
                                           .value = visitor.form.text("email"),
                                           .autocomplete = "username",
                                           .error = error});
    page.show_whom_to_call(html::CALL_PRACTICE);
    return page.respond(error ? 422 : 200);
}

Response wait_answer(App const& app, Visitor const& visitor, std::chrono::seconds wait) {
    auto const minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
    auto response = ask_page(app, visitor, words::recovery::ask_wait{.minutes = minutes});
    response.status = 429;
    return response.with_header("Retry-After", std::to_string(wait.count()));
}

Response ask_for(App const& app, Visitor const& visitor, AskedToRecover const& asked) {
    auto const wait = ask_to_recover(app.recovery, asked, visitor.now());
    if (wait.count() > 0) return wait_answer(app, visitor, wait);
    return see_other(of_practice(urls::asked_to_recover, visitor));
}

}  // namespace

Response show_ask_to_recover(App const& app, Visitor const& visitor) {
    return ask_page(app, visitor, {});
}

Response submit_ask_to_recover(App const& app, Visitor const& visitor) {
    auto const& typed = visitor.form.text("email");
    if (auto name = SignInName::parse(typed))
        return ask_for(app, visitor, {std::move(*name), visitor.network, visitor.language});
    auto const is_empty = trimmed_visible(typed).empty();
    return ask_page(app, visitor, is_empty ? words::recovery::ask_empty : words::recovery::ask_unreadable);
}

Response show_asked_to_recover(App const& app, Visitor const& visitor) {
    namespace asked = voordeur::html::recovery_asked;
    auto page = page_for(app, visitor, asked::file, words::recovery::asked_title);
    page.set(asked::AGAIN_URL, of_practice(urls::forgot_password, visitor));
    return page.show_whom_to_call(asked::CALL_PRACTICE).respond();
}

}  // namespace voordeur
