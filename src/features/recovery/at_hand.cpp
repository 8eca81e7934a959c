// SPDX-License-Identifier: EUPL-1.2
#include "recovery/at_hand.hpp"

#include <algorithm>
#include <ranges>

#include "app.hpp"
#include "base/overloaded.hpp"
#include "factors/sms/sms_factor.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "recoveries/recover.hpp"
#include "recoveries/stop_sms.hpp"
#include "recovery/at_hand.html.hpp"
#include "recovery/proof_ways.hpp"
#include "recovery/recovering.hpp"
#include "recovery/wait.html.hpp"
#include "recovery/words.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace html = html::recovery_at_hand;

void list_given(Page& page, DraftFacts const& facts) {
    for (auto const& way : proof_ways())
        if (facts.given.has(way.proof)) page.add(html::GIVEN).set(html::GIVEN_TEXT, way.given);
    if (facts.given != facts.counting) page.show(html::HELD_BACK);
}

void list_ways(Page& page, App const& app, DraftFacts const& facts) {
    auto const is_left = [&](ProofWay const& way) {
        return !facts.given.has(way.proof) && way.is_there(facts);
    };
    if (std::ranges::none_of(proof_ways(), is_left)) return;
    auto more = page.add(html::MORE);
    for (auto const& way : proof_ways() | std::views::filter(is_left)) {
        auto item = more.add(html::WAY);
        item.set(html::WAY_URL, way.url).set(html::WAY_LABEL, way.label(app, facts));
        item.show(way.sends ? html::SENDS : html::LEADS);
    }
}

// Reported lost, or to be reported.
void show_lost_phone(Page& page, DraftFacts const& facts) {
    auto const phone = std::ranges::find_if(
        facts.factors, [](Factor const& factor) { return factor.facts.kind == SmsFactor::kind.name; });
    if (phone == facts.factors.end() || facts.given.has(Proof::phone)) return;
    if (!phone->facts.stopped_at) {
        page.set(html::STOP_SMS_ACTION, urls::stop_sms_at_hand).show(html::MAY_STOP_SMS);
        return;
    }
    page.show(html::SMS_STOPPED);
    if (may_be_resumed(*phone, facts.counting))
        page.set(html::RESUME_ACTION, urls::resume_sms).show(html::MAY_RESUME);
    else
        page.show(html::MUST_PROVE);
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
    list_given(page, facts);
    list_ways(page, app, facts);
    show_lost_phone(page, facts);
    show_standing(page, visitor, facts);
    if (facts.stopped_lately >= stops_that_advise_to_come) page.show(html::STOPPED_OFTEN);
    return page.show_whom_to_call(html::CALL_PRACTICE).respond();
}

Response wait_page(App const& app, Visitor const& visitor, DraftFacts const& facts, Time opens_at) {
    namespace wait = voordeur::html::recovery_wait;
    auto const shown = of_draft(visitor, facts);
    auto const when = date_and_time(opens_at, visitor.language);
    auto page =
        page_for(app, shown,
                 wait::file{.when = when, .until = date_and_time(opens_at + commit_window, visitor.language)},
                 words::recovery::wait_title{.when = when});
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

Response submit_stop_sms_at_hand(App const& app, Visitor const& visitor) {
    stop_sms_in_draft(app.recovery, recovering_here(app, visitor));
    return see_other(urls::at_hand);
}

Response submit_resume_sms(App const& app, Visitor const& visitor) {
    auto const outcome = resume_sms_in_draft(app.recovery, recovering_here(app, visitor));
    return std::holds_alternative<ResumedTooOften>(outcome) ? too_often_page(app, visitor)
                                                            : see_other(urls::at_hand);
}

}  // namespace voordeur
