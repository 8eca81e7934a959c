// SPDX-License-Identifier: EUPL-1.2
#include "sms_code.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "app.hpp"
#include "base/overloaded.hpp"
#include "factors/challenge_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "page.hpp"
#include "resend.hpp"
#include "store/database.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "words.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::milliseconds longest_wait_for_sms{1000};
constexpr std::chrono::milliseconds longest_pause{100};

}  // namespace

TextField code_field(std::optional<Word> error) {
    return {.name = "code",
            .label = words::pages::code_label,
            .hint = words::pages::code_hint,
            .autocomplete = "one-time-code",
            .inputmode = "numeric",
            .is_short = true,
            .is_code = true,
            .error = error};
}

Word unreadable_code(std::string const& typed) {
    return trimmed_visible(typed).empty() ? words::pages::code_empty : words::pages::code_incomplete;
}

SmsReceiver sms_receiver(Transaction& transaction, PatientVisitor const& visitor) {
    auto practices = practices_of_account(transaction, visitor.account().id);
    return {visitor.account(), practices.empty() ? std::nullopt : std::optional(practices.front())};
}

std::string when_text(Time time, Visitor const& visitor) {
    auto const is_today = plain_date(time, visitor.language) == plain_date(visitor.now(), visitor.language);
    return is_today ? time_of_day(time, visitor.language) : date_and_time(time, visitor.language);
}

void fill_sms_verdict(Resend& resend, SmsVerdict const& next, Visitor const& visitor) {
    resend.is_sms = true;
    std::visit(
        overloaded{
            [](SmsMayGo const&) {}, [](SmsBudgetUsed const&) {},
            [&](SmsTooSoon const& soon) {
                resend.wait = std::chrono::ceil<std::chrono::seconds>(soon.next - visitor.now());
            },
            [&](SmsLimitReached const& limit) { resend.limit_until = when_text(limit.next, visitor); }},
        next);
}

void wait_for_sms(App const& app, Purpose purpose, Id<Challenge> const& challenge_id) {
    if (!app.outbox.is_emptied_here()) return;
    auto const is_on_its_way = [&] {
        return app.database.read([&](Transaction& transaction) {
            return SmsFactor::sending_of(transaction, purpose, challenge_id) == Sending::on_its_way;
        });
    };
    for (std::chrono::milliseconds waited{0}, pause{5}; waited < longest_wait_for_sms && is_on_its_way();
         waited += pause, pause = std::min(2 * pause, longest_pause))
        std::this_thread::sleep_for(pause);
}

}  // namespace voordeur
