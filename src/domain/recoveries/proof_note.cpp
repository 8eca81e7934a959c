// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/proof_note.hpp"

#include "factors/challenge_store.hpp"

namespace voordeur {

void record_proof(RecoveryStep const& step, Recovery const& draft, Outcome outcome, Recovering const& by) {
    step.rooms.audit.record(step.transaction,
                            {.type = AuditType::recovery_proof,
                             .outcome = outcome,
                             .actor = Actor::unknown(by.network),
                             .object = draft.account_id},
                            by.now);
}

ProofOutcome note_given(RecoveryStep const& step, Recovery const& draft, Proof proof, Recovering const& by) {
    auto const now_open = lock_draft(step.transaction, draft.browser_key, by.now);
    if (!now_open || now_open->id != draft.id) return NoDraft{};
    note_proof(step.transaction, draft.id, proof, by.now);
    record_proof(step, draft, Outcome::success, by);
    return ProofGiven{};
}

void note_answer(RecoveryStep const& step, Recovery const& draft, Answered const& answered,
                 Recovering const& by) {
    if (!is_own_try(answered.outcome)) return;
    auto const is_right = std::holds_alternative<AnswerRight>(answered.outcome);
    if (is_right && use_challenge(step.transaction, answered.challenge.id, by.now))
        note_proof(step.transaction, draft.id, answered.proof, by.now);
    record_proof(step, draft, is_right ? Outcome::success : Outcome::refused, by);
}

std::string challenge_key(Recovery const& draft) {
    return "recovery " + draft.id.text();
}

}  // namespace voordeur
