// SPDX-License-Identifier: EUPL-1.2
#include "problem_pages.hpp"

#include "app.hpp"
#include "go_on.hpp"
#include "page.hpp"
#include "passwords/password_check.hpp"
#include "problem.html.hpp"
#include "urls.hpp"
#include "values/password.hpp"
#include "values/sign_in_name.hpp"
#include "visitor.hpp"
#include "wait.html.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

namespace problem = html::pages_problem;

struct Said {
    Problem problem;
    Word button;
};

void fill_problem(Page& page, Visitor const& visitor, Said const& said) {
    page.set(problem::PROBLEM_TITLE, said.problem.title).set(problem::PROBLEM_TEXT, said.problem.text);
    if (said.problem.status >= 500)
        page.set(problem::REFERENCE, visitor.request.id).show(problem::HAS_REFERENCE);
    if (said.problem.says_to_call || visitor.practice) page.show_whom_to_call(problem::CALL_PRACTICE);
    if (said.problem.can_go_on) fill_go_on(page, problem::GO_ON, visitor, said.button);
}

Response try_again_page(App const& app, Visitor const& visitor, Problem const& what) {
    auto page = page_for(app, visitor, problem::file, what.title);
    fill_problem(page, visitor, {what, words::pages::problem_try_again});
    return page.respond(what.status);
}

}  // namespace

Response problem_page(App const& app, Visitor const& visitor, Problem const& what) {
    auto page = page_for(app, visitor, problem::file, what.title);
    fill_problem(page, visitor, {what, words::pages::go_on});
    return page.respond(what.status);
}

Response open_again_page(App const& app, Visitor const& visitor) {
    return try_again_page(app, visitor, {400, words::pages::open_again_title, words::pages::open_again_text});
}

Response other_session_page(App const& app, Visitor const& visitor) {
    Problem const what{403, words::pages::other_session_title, words::pages::other_session_text};
    auto page = page_for(app, visitor, problem::file, what.title);
    fill_problem(page, visitor, {what, words::pages::problem_try_again});
    if (visitor.signed_in) {
        set_email(page, problem::EMAIL_NAME, problem::EMAIL_HOST, visitor.signed_in->account.key());
        page.set(problem::SIGN_OUT_URL, urls::sign_out).show(problem::SIGNED_IN);
    }
    return page.respond(what.status);
}

Response too_often_page(App const& app, Visitor const& visitor) {
    return try_again_page(app, visitor, {429, words::pages::wait_title, words::pages::too_often_text})
        .with_header("Retry-After", "3600");
}

Response failed_page(App const& app, Visitor const& visitor) {
    return try_again_page(app, visitor,
                          {500, words::pages::internal_error_title, words::pages::internal_error_text, true});
}

Response busy_page(App const& app, Visitor const& visitor) {
    return try_again_page(app, visitor, {503, words::pages::busy_title, words::pages::busy_text})
        .with_header("Retry-After", "5");
}

Response wait_page(App const& app, Visitor const& visitor, std::chrono::seconds wait) {
    namespace html = html::pages_wait;
    auto page = page_for(app, visitor, html::file, words::pages::wait_title);
    page.set(html::SECONDS, std::to_string(wait.count()));
    page.show(html::WRONG_PASSWORD).show(html::SECONDS_LEFT{.seconds = wait.count()});
    page.set(html::FORGOT_URL, of_practice(urls::forgot_password, visitor)).show(html::MAY_RECOVER);
    page.show_whom_to_call(html::CALL_PRACTICE);
    fill_go_on(page, html::GO_ON, visitor, words::pages::problem_try_again);
    return page.respond(429).with_header("Retry-After", std::to_string(wait.count()));
}

std::optional<Response> standing_wait_page(App const& app, Visitor const& visitor) {
    auto const is_session = visitor.signed_in && !visitor.form.has("email");
    auto const name = SignInName::parse(is_session ? visitor.signed_in->account.customer_number
                                                   : visitor.form.text("email"));
    auto password = Password::from_typed(visitor.form.text("password"));
    if (!name || !password) return std::nullopt;
    auto const attempt = password_attempt(app, visitor, name->text(), std::move(*password));
    auto const wait = app.passwords.standing_wait(attempt, visitor.now());
    return wait.count() > 0 ? std::optional(wait_page(app, visitor, wait)) : std::nullopt;
}

}  // namespace voordeur
