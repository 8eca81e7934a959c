// SPDX-License-Identifier: EUPL-1.2
#include "recovery/prove.hpp"

#include <chrono>

#include "app.hpp"
#include "base/overloaded.hpp"
#include "problem_pages.hpp"
#include "recoveries/prove.hpp"
#include "recovery/prove_page.hpp"
#include "recovery/recovering.hpp"
#include "recovery/words.hpp"
#include "urls.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

struct Refusal {
    std::optional<FilledWord> error = {};
    int status = 422;
};

int status_of(Refusal const& refusal) {
    return refusal.error ? refusal.status : 200;
}

Response super_pin_page(App const& app, Visitor const& visitor, Refusal const& refusal) {
    return prove_page(app, visitor,
                      {.title = words::recovery::super_pin_title,
                       .lead = words::recovery::super_pin_lead,
                       .action = urls::recover_by_super_pin,
                       .status = status_of(refusal)},
                      TextField{.name = "super_pin",
                                .label = words::recovery::super_pin_label,
                                .hint = words::recovery::super_pin_hint,
                                .is_code = true,
                                .in_capitals = true,
                                .error = refusal.error});
}

Response password_page(App const& app, Visitor const& visitor, Refusal const& refusal) {
    return prove_page(
        app, visitor,
        {.title = words::recovery::password_title,
         .lead = words::recovery::password_lead,
         .action = urls::recover_by_password,
         .status = status_of(refusal)},
        PasswordField{.name = "password", .label = words::pages::password_label, .error = refusal.error});
}

Response waits(Response response, std::chrono::seconds seconds) {
    response.status = 429;
    return response.with_header("Retry-After", std::to_string(seconds.count()));
}

std::int64_t minutes_of(std::chrono::seconds seconds) {
    return std::chrono::ceil<std::chrono::minutes>(seconds).count();
}

// The page that asked, and what it says of a wrong answer.
struct AskedOn {
    Response (*show)(App const&, Visitor const&, Refusal const&);
    Word wrong;
};

Response answer(App const& app, Visitor const& visitor, AskedOn const& asked, ProofOutcome const& outcome) {
    return std::visit(overloaded{
                          [&](ProofGiven) { return see_other(urls::at_hand); },
                          [&](ProofWrong) {
                              return in_draft(app, visitor, [&](Visitor const& shown) {
                                  return asked.show(app, shown, {asked.wrong});
                              });
                          },
                          [&](ProofWaits wait) {
                              words::recovery::proof_wait const error{.minutes = minutes_of(wait.seconds)};
                              return waits(asked.show(app, visitor, {error}), wait.seconds);
                          },
                          [&](ProofBusy) { return busy_page(app, visitor); },
                          [&](NoDraft) { return to_beginning(visitor); },
                      },
                      outcome);
}

AskedOn const asked_super_pin{super_pin_page, words::recovery::super_pin_wrong};
AskedOn const asked_password{password_page, words::pages::password_wrong};

// What is half typed is no guess.
Response unreadable_super_pin(App const& app, Visitor const& visitor) {
    auto const is_empty = trimmed_visible(visitor.form.text("super_pin")).empty();
    return in_draft(app, visitor, [&](Visitor const& shown) {
        return super_pin_page(
            app, shown,
            {is_empty ? words::recovery::super_pin_empty : words::recovery::super_pin_incomplete});
    });
}

std::optional<Password> typed_password(Visitor const& visitor) {
    auto typed = Password::from_typed(visitor.form.text("password"));
    if (!typed || typed->length() == 0) return std::nullopt;
    return typed;
}

Response empty_password(App const& app, Visitor const& visitor) {
    return in_draft(app, visitor, [&](Visitor const& shown) {
        return password_page(app, shown, {words::pages::password_empty});
    });
}

}  // namespace

Response show_recover_by_super_pin(App const& app, Visitor const& visitor) {
    return in_draft(app, visitor, [&](Visitor const& shown) { return super_pin_page(app, shown, {}); });
}

std::optional<Response> answer_super_pin_proof_early(App const& app, Visitor const& visitor) {
    auto const typed = SuperPin::parse(visitor.form.text("super_pin"));
    if (!typed) return unreadable_super_pin(app, visitor);
    auto const refused = refused_super_pin_proof(app.recovery, recovering_here(app, visitor), *typed);
    return refused ? std::optional(answer(app, visitor, asked_super_pin, *refused)) : std::nullopt;
}

Response submit_recover_by_super_pin(App const& app, Visitor const& visitor) {
    auto const typed = SuperPin::parse(visitor.form.text("super_pin"));
    if (!typed) return unreadable_super_pin(app, visitor);
    return answer(app, visitor, asked_super_pin,
                  prove_super_pin(app.recovery, recovering_here(app, visitor), *typed));
}

Response show_recover_by_password(App const& app, Visitor const& visitor) {
    return in_draft(app, visitor, [&](Visitor const& shown) { return password_page(app, shown, {}); });
}

std::optional<Response> answer_password_proof_early(App const& app, Visitor const& visitor) {
    auto const typed = typed_password(visitor);
    if (!typed) return empty_password(app, visitor);
    auto const refused = refused_password_proof(app.recovery, recovering_here(app, visitor), *typed);
    return refused ? std::optional(answer(app, visitor, asked_password, *refused)) : std::nullopt;
}

Response submit_recover_by_password(App const& app, Visitor const& visitor) {
    auto const typed = typed_password(visitor);
    if (!typed) return empty_password(app, visitor);
    return answer(app, visitor, asked_password,
                  prove_password(app.recovery, recovering_here(app, visitor), *typed));
}

}  // namespace voordeur
