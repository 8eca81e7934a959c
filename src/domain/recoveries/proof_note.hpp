// SPDX-License-Identifier: EUPL-1.2
// What every proof of a draft does with its outcome; in its transaction.
#pragma once

#include <string>

#include "factors/answers.hpp"
#include "recoveries/prove.hpp"
#include "recoveries/recovery_store.hpp"

namespace voordeur {

void record_proof(RecoveryStep const& step, Recovery const& draft, Outcome outcome, Recovering const& by);
// The draft may have ended while something was hashed, and its browser may have begun another.
ProofOutcome note_given(RecoveryStep const& step, Recovery const& draft, Proof proof, Recovering const& by);
// The answer to a challenge of a draft that is locked. Pressed twice is once.
struct Answered {
    Challenge const& challenge;
    Proof proof;
    AnswerOutcome const& outcome;
};
void note_answer(RecoveryStep const& step, Recovery const& draft, Answered const& answered,
                 Recovering const& by);
// Of its challenges: their codes are right in this draft only.
std::string challenge_key(Recovery const& draft);

}  // namespace voordeur
