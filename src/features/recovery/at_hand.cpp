// SPDX-License-Identifier: EUPL-1.2
#include "recovery/at_hand.hpp"

#include <algorithm>
#include <chrono>

#include "app.hpp"
#include "base/overloaded.hpp"
#include "crypto/sealer.hpp"
#include "factors/sms/sms_factor.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "recoveries/recover.hpp"
#include "recovery/at_hand.html.hpp"
#include "recovery/recovering.hpp"
#include "recovery/wait.html.hpp"
#include "recovery/words.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace html = html::recovery_at_hand;

// A password of before is one that somebody else may have typed.
constexpr std::chrono::minutes password_is_fresh{10};

std::optional<Factor> phone_of(DraftFacts const& facts) {
    auto const found = std::ranges::find_if(
        facts.factors, [](Factor const& factor) { return factor.facts.kind == SmsFactor::kind.name; });
    return found == facts.factors.end() ? std::nullopt : std::optional(*found);
}

void list_what_is_left(Page& page, App const& app, DraftFacts const& facts) {
    if (!facts.given.has(Proof::password))
        page.set(html::PASSWORD_URL, urls::recover_by_password).show(html::PASSWORD);
    if (facts.has_super_pin && !facts.given.has(Proof::super_pin))
        page.set(html::SUPER_PIN_URL, urls::recover_by_super_pin).show(html::SUPER_PIN);
    auto const phone = phone_of(facts);
    if (!phone || facts.given.has(Proof::phone)) return;
    auto const number = PhoneNumber::from_e164(secret_of(*phone, app.sealer));
    page.set(html::PHONE_ACTION, urls::recover_by_phone).show(html::PHONE{.last_two = number.last_two()});
}

void list_what_is_proved(Page& page, DraftFacts const& facts) {
    auto const& given = facts.given;
    if (given.has(Proof::mailbox)) page.show(html::HAS_MAILBOX);
    if (given.has(Proof::password)) page.show(html::HAS_PASSWORD);
    if (given.has(Proof::phone)) page.show(html::HAS_PHONE);
    if (given.has(Proof::super_pin)) page.show(html::HAS_SUPER_PIN);
    if (given != facts.counting) page.show(html::HELD_BACK);
}

void show_standing(Page& page, Visitor const& visitor, DraftFacts const& facts) {
    std::visit(
        overloaded{
            [&](MayCommit) {
                if (facts.renewal.is_nothing())
                    page.set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor)).show(html::SIGNS_IN);
                else
                    page.set(html::RENEW_URL, urls::new_access).show(html::OPENS);
            },
            [&](MayWait) { page.set(html::WAIT_ACTION, urls::recovery_wait).show(html::ALL_I_HAVE); },
            [&](Waits waits) {
                page.show(html::WAITS{.when = date_and_time(waits.opens_at, visitor.language)});
            },
            [&](MayNothing) { page.show(html::NOT_ENOUGH); },
        },
        facts.standing);
}

Response at_hand_page(App const& app, Visitor const& visitor, DraftFacts const& facts) {
    auto page = page_for(app, visitor, html::file, words::recovery::at_hand_title);
    list_what_is_proved(page, facts);
    list_what_is_left(page, app, facts);
    show_standing(page, visitor, facts);
    if (facts.stopped_lately >= stops_that_advise_to_come) page.show(html::STOPPED_OFTEN);
    return page.show_whom_to_call(html::CALL_PRACTICE).respond();
}

Response wait_page(App const& app, Visitor const& visitor, DraftFacts const& facts, Time opens_at) {
    namespace wait = voordeur::html::recovery_wait;
    auto const shown = of_draft(visitor, facts);
    auto page = page_for(app, shown,
                         wait::file{.when = date_and_time(opens_at, visitor.language),
                                    .until = date_and_time(opens_at + commit_window, visitor.language)},
                         words::recovery::wait_title);
    page.set(wait::SIGN_IN_URL, of_practice(urls::sign_in, shown));
    return page.show_whom_to_call(wait::CALL_PRACTICE).respond();
}

}  // namespace

Response show_at_hand(App const& app, Visitor const& visitor) {
    auto const facts = draft_of(app, visitor);
    return facts ? at_hand_page(app, of_draft(visitor, *facts), *facts) : to_beginning(visitor);
}

Response submit_wait(App const& app, Visitor const& visitor) {
    return std::visit(overloaded{
                          [&](WaitBegun) { return see_other(urls::recovery_wait); },
                          [&](WaitsAlready) { return see_other(urls::recovery_wait); },
                          [&](NoWait) { return see_other(urls::at_hand); },
                          [&](WaitedTooOften) { return too_often_page(app, visitor); },
                          [&](WaitWithoutDraft) { return to_beginning(visitor); },
                      },
                      begin_recovery_wait(app.recovery, recovering_here(app, visitor)));
}

Response show_wait(App const& app, Visitor const& visitor) {
    auto const facts = draft_of(app, visitor);
    if (!facts) return to_beginning(visitor);
    auto const* waits = std::get_if<Waits>(&facts->standing);
    if (waits == nullptr) return see_other(urls::at_hand);
    return wait_page(app, visitor, *facts, waits->opens_at);
}

Response submit_lost_phone(App const& app, PatientVisitor const& visitor) {
    auto const& methods = visitor.session().methods;
    SignInNeed const fresh{SignInLevel::password, password_is_fresh};
    if (missing(fresh, methods, visitor.now()) == Missing::password)
        return see_other(of_practice(urls::sign_in, visitor));
    auto const browser = fresh_browser(app, visitor);
    auto const outcome = app.database.transaction([&](Transaction& transaction) {
        return begin_draft_by_password(transaction, app.recovery, visitor.account().id, browser.by);
    });
    if (!std::holds_alternative<DraftBegun>(outcome)) return too_often_page(app, visitor);
    auto response = see_other(urls::at_hand);
    set_browser_cookie(app, response, browser);
    return response;
}

}  // namespace voordeur
