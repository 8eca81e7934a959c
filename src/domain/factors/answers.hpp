// SPDX-License-Identifier: EUPL-1.2
// What an answer to a challenge does, whatever the kind of its factor: tries are counted on the challenge,
// failures on the factor, and a right answer is spent once.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "crypto/sealer.hpp"
#include "factors/challenge_store.hpp"

namespace voordeur {

// What a kind tells of a typed answer.
struct Compared {
    Match match = Match::wrong;
    std::string typed;
    std::vector<std::string> with;  // what it was compared with: where that changes, it is a new guess
};

struct AnswerRight {};
struct AnswerWrong {
    std::int64_t tries_left;
    bool is_repeated = false;  // the last wrong one again: no try, and no line in the audit log
};
struct AnswerExpired {
    std::int64_t tries_left;
    bool is_repeated = false;
};
struct ChallengeOver {};  // no try is left, or a newer challenge took its place
struct ChallengeUsed {};  // right before: pressed twice, or Back
using AnswerOutcome = std::variant<AnswerRight, AnswerWrong, AnswerExpired, ChallengeOver, ChallengeUsed>;

// Whether it was a try of its own, and not one that was pressed twice or sent again.
bool is_own_try(AnswerOutcome const& outcome);

// In the caller's transaction, which has locked the challenge; `most` tries are given to it.
struct AnswerTerms {
    Mac const& mac;
    std::int64_t most;
    Time now;
};
AnswerOutcome judge_answer(Transaction& transaction, Challenge const& challenge, Compared const& compared,
                           AnswerTerms const& terms);

// Whether it can still be answered.
bool is_open(Transaction& transaction, Challenge const& challenge, std::int64_t most);

}  // namespace voordeur
