// SPDX-License-Identifier: EUPL-1.2
// Pages of what cannot be done now. Each says whom to call where it says to call, and leads on by a button,
// where there is a way on.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "page_function.hpp"
#include "words/word.hpp"

namespace voordeur {

// What is our fault (500, 503) shows the request's number, which the log has too.
struct Problem {
    int status;
    Word title;
    FilledWord text;
    bool says_to_call = false;  // so that numbers are shown where no practice is known too
    bool can_go_on = true;      // false: only the practice helps, and a button would lead here again
};
Response problem_page(App const& app, Visitor const& visitor, Problem const& problem);
// A form without the browser's cookie: it stood open longer than the browser, or cookies are off; who sends
// it cannot be told apart.
Response open_again_page(App const& app, Visitor const& visitor);
// A form made for another session: nothing was done, and who is signed in now.
Response other_session_page(App const& app, Visitor const& visitor);
// 429: the same step, far too often.
Response too_often_page(App const& app, Visitor const& visitor);
Response failed_page(App const& app, Visitor const& visitor);
// 503, with Retry-After.
Response busy_page(App const& app, Visitor const& visitor);
// 429: a wrong password too often.
Response wait_page(App const& app, Visitor const& visitor, std::chrono::seconds wait);
// The same, where whoever typed a password (of the form's address, else of the session's account) has to wait
// already: nothing is counted, and nothing hashed. nullopt: nobody has to.
std::optional<Response> standing_wait_page(App const& app, Visitor const& visitor);

}  // namespace voordeur
