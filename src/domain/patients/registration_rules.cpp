// SPDX-License-Identifier: EUPL-1.2
#include "patients/registration_rules.hpp"

namespace voordeur {

Standing standing_of(RegistrationFacts const& facts, Time now) {
    if (facts.stopped_at) return Standing::ended;
    if (facts.completed_at) return Standing::completed;
    if (now >= facts.expires_at) return Standing::ended;
    return facts.locked_at ? Standing::locked : Standing::open;
}

LinkState state_of(LinkFacts const& link, Time now) {
    if (link.ended_at || link.newer_links >= newest_links_that_hold) return LinkState::replaced;
    return now >= link.expires_at ? LinkState::expired : LinkState::holds;
}

bool is_young(LinkFacts const& invitation, Time now) {
    return now < invitation.made_at + young_invitation;
}

Step step_under_invitation(InvitationFacts const& facts) {
    if (facts.has_visit) return facts.has_password ? Step::documents : Step::password;
    return facts.waits_for_mail ? Step::mail_sent : Step::super_pin;
}

SuperPinGate may_try_super_pin(bool has_letter, std::optional<Time> letter_expires_at, Time now) {
    if (!has_letter) return NoLetter{};
    if (letter_expires_at && now >= *letter_expires_at) return LetterTooOld{};
    return SuperPinMayBeTried{};
}

bool details_match(Details const& known, Details const& typed) {
    auto const email = known.email == typed.email;
    auto const birth_date = BirthDate::matches(known.birth_date, typed.birth_date);
    auto const postcode = known.postcode == typed.postcode;
    return email && birth_date && postcode;
}

HalfTyped half_typed(Details const& known, Details const& typed) {
    HalfTyped half;
    half.day = known.birth_date.day && !typed.birth_date.day;
    half.month = known.birth_date.month && !typed.birth_date.month;
    if (known.postcode.is_dutch()) {
        half.postcode_digits = typed.postcode.digits_missing();
        half.postcode_letters = typed.postcode.letters_missing();
    }
    return half;
}

MailVerdict may_send_mail(MailHistory const& history, MailLimits const& limits, Time now) {
    if (history.last && now < *history.last + limits.between && !was_set_back_since(*history.last, now))
        return MailTooSoon{*history.last + limits.between};
    if (history.count_today > limits.a_day && history.first_today)
        return MailLimitReached{*history.first_today + std::chrono::hours(24)};
    return MailMayGo{};
}

}  // namespace voordeur
