// SPDX-License-Identifier: EUPL-1.2
#include "sms_code.hpp"

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
    std::visit(
        overloaded{
            [](SmsMayGo const&) {}, [](SmsBudgetUsed const&) {},
            [&](SmsTooSoon const& soon) {
                resend.wait = std::chrono::ceil<std::chrono::seconds>(soon.next - visitor.now());
            },
            [&](SmsLimitReached const& limit) { resend.limit_until = when_text(limit.next, visitor); }},
        next);
}

SmsState sms_state(Transaction& transaction, Id<Challenge> const& challenge_id) {
    SmsState result;
    for (auto const& state : message_states(transaction, challenge_id.text())) {
        if (state.kind != "sms" || state.state != "waiting") continue;
        result.is_waiting = true;
        result.failed = result.failed || state.last_error.has_value();
    }
    return result;
}

}  // namespace voordeur
