// SPDX-License-Identifier: EUPL-1.2
#include "factors/totp/totp_factor.hpp"

#include "accounts/account_store.hpp"
#include "base/id.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

// Its secret stands on the page, so nothing is guessed there: the number only keeps the log from being
// filled.
constexpr std::int64_t tries_to_set_up = 100;

}  // namespace

Challenge TotpFactor::set_up(Transaction& transaction, SetUpWanted const& wanted, Time now) const {
    // Two presses at once: the second finds the first one's.
    lock_account(transaction, wanted.account_id);
    if (auto open = lock_open_set_up(transaction, kind, wanted, now)) return std::move(*open);
    auto const secret = new_totp_secret(rooms_.random);
    return begin_set_up(transaction, asking(), {kind, wanted, secret.reveal(), now});
}

TotpSecret TotpFactor::secret_of_set_up(Challenge const& set_up) const {
    return TotpSecret(secret_of(set_up, rooms_.sealer));
}

std::optional<std::int64_t> TotpFactor::step_of(TotpSecret const& secret, Tan const& typed,
                                                std::vector<std::int64_t> const& steps) const {
    std::optional<std::int64_t> found;
    for (auto const step : steps) {
        auto const code = one_time_password(secret, static_cast<std::uint64_t>(step));
        if (same_secret(code, typed.reveal()) && !found) found = step;
    }
    return found;
}

AnswerOutcome TotpFactor::prove_set_up(Transaction& transaction, Challenge const& set_up, Tan const& typed,
                                       Time now) const {
    auto const step = step_of(secret_of_set_up(set_up), typed, steps_to_set_up(now));
    auto const outcome = judge_answer(transaction, set_up, {match_step(step, {}), typed.reveal(), {}},
                                      {rooms_.mac, tries_to_set_up, now});
    if (std::holds_alternative<AnswerRight>(outcome))
        set_clock(transaction, set_up.id, clock_after(step.value(), now));
    return outcome;
}

bool TotpFactor::bind(Transaction& transaction, Challenge const& set_up, Time now) const {
    if (!use_challenge(transaction, set_up.id, now)) return false;
    auto const before = find_factor(transaction, set_up.account_id, kind);
    if (before) {
        end_challenges_of_factor(transaction, before->id, now);
        end_factor(transaction, before->id, now);
    }
    NewFactor const fresh{new_id<Factor>(now, rooms_.random), set_up.account_id, kind,
                          secret_of(set_up, rooms_.sealer), ""};
    add_factor(transaction, fresh, rooms_.sealer, now);
    spend_step(transaction, fresh.id, clock_of(transaction, set_up.id));
    if (before && before->facts.is_preferred) prefer_factor(transaction, set_up.account_id, fresh.id);
    return true;
}

Id<Challenge> TotpFactor::ask(Transaction& transaction, Factor const& factor, Asked const& asked) const {
    return ask_silently(transaction, asking(), factor, asked);
}

// The step is spent before the answer is judged, so that of two browsers with the same code one is right. The
// same wrong code again is no new guess, and never right: what it is compared with is left out.
AnswerOutcome TotpFactor::check_code(Transaction& transaction, Challenge const& challenge, Tan const& typed,
                                     Time now) const {
    Compared compared{.match = Match::wrong, .typed = typed.reveal(), .with = {}};
    auto const factor = find_factor(transaction, challenge.account_id, kind);
    if (factor && factor->id == challenge.factor_id && is_open(transaction, challenge, tries_)) {
        auto const clock = clock_of(transaction, factor->id);
        auto const step =
            step_of(TotpSecret(secret_of(*factor, rooms_.sealer)), typed, steps_to_answer(clock, now));
        compared.match = match_step(step, clock);
        if (compared.match == Match::right &&
            !spend_step(transaction, factor->id, clock_after(step.value(), now)))
            compared.match = Match::expired;
    }
    return judge_answer(transaction, challenge, compared, {rooms_.mac, tries_, now});
}

}  // namespace voordeur
