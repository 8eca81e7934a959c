// SPDX-License-Identifier: EUPL-1.2
#include "recovery/lost_mailbox.hpp"

#include <chrono>

#include "app.hpp"
#include "base/overloaded.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "recoveries/begin_by_sheet.hpp"
#include "recovery/lost_mailbox.html.hpp"
#include "recovery/recovering.hpp"
#include "recovery/words.hpp"
#include "urls.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::recovery_lost_mailbox;

struct Refusal {
    std::optional<FilledWord> number = {}, super_pin = {};
    int status = 422;
};

Response sheet_page(App const& app, Visitor const& visitor, Refusal const& refusal) {
    auto page = page_for(app, visitor, html::file, words::recovery::lost_mailbox_title);
    page.set(html::ACTION, urls::lost_mailbox)
        .set(html::BACK_URL, of_practice(urls::forgot_password, visitor));
    page.field(html::NUMBER_FIELD, TextField{.name = "customer_number",
                                             .label = words::recovery::lost_mailbox_number,
                                             .value = visitor.form.text("customer_number"),
                                             .inputmode = "numeric",
                                             .error = refusal.number});
    page.field(html::SUPER_PIN_FIELD, TextField{.name = "super_pin",
                                                .label = words::recovery::super_pin_label,
                                                .hint = words::recovery::super_pin_hint,
                                                .is_code = true,
                                                .in_capitals = true,
                                                .error = refusal.super_pin});
    page.show_whom_to_call(html::CALL_PRACTICE);
    return page.respond(page.has_errors() ? refusal.status : 200);
}

std::optional<TypedSheet> typed_in(Visitor const& visitor) {
    auto number = CustomerNumber::parse(visitor.form.text("customer_number"));
    auto super_pin = SuperPin::parse(visitor.form.text("super_pin"));
    if (!number || !super_pin) return std::nullopt;
    return TypedSheet{std::move(*number), std::move(*super_pin)};
}

// What is half typed is no guess.
Response unreadable(App const& app, Visitor const& visitor) {
    auto const is_empty = [&](std::string_view field) {
        return trimmed_visible(visitor.form.text(field)).empty();
    };
    Refusal refusal;
    if (!CustomerNumber::parse(visitor.form.text("customer_number")))
        refusal.number = is_empty("customer_number") ? words::recovery::lost_mailbox_number_empty
                                                     : words::recovery::lost_mailbox_number_unreadable;
    if (!SuperPin::parse(visitor.form.text("super_pin")))
        refusal.super_pin =
            is_empty("super_pin") ? words::recovery::super_pin_empty : words::recovery::super_pin_incomplete;
    return sheet_page(app, visitor, refusal);
}

Response wait_answer(App const& app, Visitor const& visitor, std::chrono::seconds wait) {
    auto const minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
    auto response = sheet_page(app, visitor,
                               {.super_pin = words::recovery::proof_wait{.minutes = minutes}, .status = 429});
    return response.with_header("Retry-After", std::to_string(wait.count()));
}

}  // namespace

Response show_lost_mailbox(App const& app, Visitor const& visitor) {
    return sheet_page(app, visitor, {});
}

std::optional<Response> answer_lost_mailbox_early(App const& app, Visitor const& visitor) {
    auto const typed = typed_in(visitor);
    if (!typed) return unreadable(app, visitor);
    auto const wait = standing_wait_of_sheet(app.recovery, *typed, recovering_here(app, visitor));
    return wait.count() > 0 ? std::optional(wait_answer(app, visitor, wait)) : std::nullopt;
}

Response submit_lost_mailbox(App const& app, Visitor const& visitor) {
    auto const typed = typed_in(visitor);
    if (!typed) return unreadable(app, visitor);
    auto const fresh = fresh_browser(app, visitor);
    return std::visit(overloaded{
                          [&](DraftBegun) {
                              auto response = see_other(urls::at_hand);
                              set_browser_cookie(app, response, fresh);
                              return response;
                          },
                          [&](SheetWrong) {
                              return sheet_page(app, visitor,
                                                {.super_pin = words::recovery::lost_mailbox_wrong});
                          },
                          [&](SheetWaits wait) { return wait_answer(app, visitor, wait.seconds); },
                          [&](SheetBusy) { return busy_page(app, visitor); },
                          [&](BegunTooOften) { return too_often_page(app, visitor); },
                      },
                      begin_draft_by_sheet(app.recovery, *typed, fresh.by));
}

}  // namespace voordeur
