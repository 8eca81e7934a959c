// SPDX-License-Identifier: EUPL-1.2
#include "guessing/code_attack.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace voordeur {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Time start{std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)};
constexpr double all_codes = 1'000'000;

struct AttackedFactor {
    std::int64_t failed_challenges = 0;
    Time wait_until;
};

// SMS of the last day, newest first.
struct Sent {
    std::vector<Time> of_account;
    std::vector<Time> of_attacker;

    void forget(Time now) {
        for (auto* times : {&of_account, &of_attacker})
            std::erase_if(*times, [&](Time at) { return at <= now - hours(24); });
    }
};

bool may_go(std::vector<Time> const& of_account, SmsLimits const& limits, Time now) {
    SmsHistory history;
    history.of_account = history.of_phone = of_account;
    history.phone_is_bound = true;
    return std::holds_alternative<SmsMayGo>(may_send_sms(history, limits, now));
}

// When the codes of one challenge are sent, if all may go.
std::optional<std::vector<Time>> sends_of(CodeAttack const& attack, SmsLimits const& limits, Sent const& sent,
                                          Time now) {
    if (std::ssize(sent.of_attacker) + attack.codes_a_challenge > attack.sms_a_day) return std::nullopt;
    auto of_account = sent.of_account;
    std::vector<Time> sends;
    for (auto at = now; std::ssize(sends) < attack.codes_a_challenge; at += limits.between) {
        if (!may_go(of_account, limits, at)) return std::nullopt;
        of_account.insert(of_account.begin(), at);
        sends.insert(sends.begin(), at);
    }
    return sends;
}

// Which of the codes sent in a challenge would be right, typed now.
int right_codes(std::vector<Time> const& sends, Time now) {
    auto right = 0;
    for (std::size_t typed = 0; typed < sends.size(); ++typed) {
        std::vector<SentCode> codes;
        for (std::size_t i = 0; i < sends.size(); ++i) codes.push_back({sends[i], i == typed});
        if (match_code(codes, now) == Match::right) ++right;
    }
    return right;
}

}  // namespace

CodeGuesses guess_codes(CodeAttack const& attack, SmsSettings const& settings, std::chrono::days lasts) {
    CodeGuesses guesses;
    AttackedFactor factor;
    Sent sent;
    auto all_wrong = 1.0;
    auto patient_next = attack.patient_signs_in_every ? start : start + lasts;
    for (auto now = start; now < start + lasts; now += minutes(1)) {
        sent.forget(now);
        if (now >= patient_next && now >= factor.wait_until &&
            may_go(sent.of_account, settings.limits, now)) {
            sent.of_account.insert(sent.of_account.begin(), now);
            factor = {};
            patient_next = now + *attack.patient_signs_in_every;
        }
        if (factor_is_worn_out(factor.failed_challenges)) {
            guesses.worn_out_after = std::chrono::ceil<std::chrono::days>(now - start);
            break;
        }
        auto const sends =
            now >= factor.wait_until ? sends_of(attack, settings.limits, sent, now) : std::nullopt;
        if (!sends) continue;
        sent.of_account.insert(sent.of_account.begin(), sends->begin(), sends->end());
        sent.of_attacker.insert(sent.of_attacker.begin(), sends->begin(), sends->end());
        now = sends->front();
        all_wrong *= std::pow(1 - right_codes(*sends, now) / all_codes, settings.tries);
        factor.failed_challenges += 1;
        factor.wait_until = now + factor_wait(factor.failed_challenges);
        guesses.challenges += 1;
        guesses.sms += attack.codes_a_challenge;
    }
    guesses.chance = 1 - all_wrong;
    return guesses;
}

}  // namespace voordeur
