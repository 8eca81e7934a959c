// SPDX-License-Identifier: EUPL-1.2
#include "factors/answers.hpp"

#include "base/overloaded.hpp"
#include "factors/factor_store.hpp"
#include "tries/counted_tries_store.hpp"

namespace voordeur {
namespace {

TriesKey tries_of(Challenge const& challenge) {
    return TriesKey::code(challenge.id);
}

AnswerOutcome refused(Match match, std::int64_t tries_left, bool is_repeated) {
    if (match == Match::expired) return AnswerExpired{tries_left, is_repeated};
    return AnswerWrong{tries_left, is_repeated};
}

std::string mac_of(Mac const& mac, Challenge const& challenge, Compared const& compared) {
    std::vector<std::string_view> parts{compared.typed};
    parts.insert(parts.end(), compared.with.begin(), compared.with.end());
    return mac_of_try(mac, tries_of(challenge), parts);
}

// With its first wrong answer a challenge has failed, until a right one comes: whoever leaves each after four
// guesses is counted too.
void note_failure(Transaction& transaction, Challenge const& challenge, std::int64_t tries, Time now) {
    if (challenge.factor_id && tries == 1)
        note_failed_challenge(transaction, *challenge.factor_id, challenge.purpose, now);
}

AnswerOutcome judge_own_try(Transaction& transaction, Challenge const& challenge, Compared const& compared,
                            AnswerTerms const& terms) {
    auto const key = tries_of(challenge);
    auto const tries = take_try(transaction, key, terms.most, terms.now);
    if (!tries) return ChallengeOver{};
    if (compared.match == Match::right) {
        if (!spend_challenge(transaction, challenge.id, terms.now)) return ChallengeUsed{};
        if (challenge.factor_id)
            note_passed_challenge(transaction, *challenge.factor_id, challenge.purpose, terms.now);
        return AnswerRight{};
    }
    note_failure(transaction, challenge, *tries, terms.now);
    if (*tries >= terms.most) {
        end_challenge(transaction, challenge.id, terms.now);
        return ChallengeOver{};
    }
    note_wrong_input(transaction, key, mac_of(terms.mac, challenge, compared));
    return refused(compared.match, terms.most - *tries, false);
}

}  // namespace

bool is_own_try(AnswerOutcome const& outcome) {
    return std::visit(
        overloaded{[](ChallengeUsed) { return false; }, [](AnswerWrong wrong) { return !wrong.is_repeated; },
                   [](AnswerExpired expired) { return !expired.is_repeated; },
                   [](auto const&) { return true; }},
        outcome);
}

AnswerOutcome judge_answer(Transaction& transaction, Challenge const& challenge, Compared const& compared,
                           AnswerTerms const& terms) {
    if (challenge.facts.spent_at) return ChallengeUsed{};
    if (challenge.facts.ended_at) return ChallengeOver{};
    auto const verdict = may_try(find_tries(transaction, tries_of(challenge)),
                                 mac_of(terms.mac, challenge, compared), terms.most);
    return std::visit(overloaded{
                          [](NoTryLeft) -> AnswerOutcome { return ChallengeOver{}; },
                          [&](SameWrongAgain same) { return refused(compared.match, same.left, true); },
                          [&](MayTry) { return judge_own_try(transaction, challenge, compared, terms); },
                      },
                      verdict);
}

bool is_open(Transaction& transaction, Challenge const& challenge, std::int64_t most) {
    return state_of(challenge.facts) == ChallengeState::open &&
           find_tries(transaction, tries_of(challenge)).made < most;
}

}  // namespace voordeur
