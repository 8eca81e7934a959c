// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/stop_sms.hpp"

#include "factors/challenge_store.hpp"
#include "recoveries/draft.hpp"
#include "recoveries/recovery_notices.hpp"
#include "recoveries/recovery_store.hpp"

namespace voordeur {
namespace {

void record(RecoveryStep const& step, AuditType type, Id<Account> const& account_id,
            std::string const& network) {
    step.rooms.audit.record(step.transaction,
                            {.type = type, .actor = Actor::unknown(network), .object = account_id}, step.now);
}

// What is in the head tells more of its owner than what a telephone shows.
std::optional<Proof> reporter_of(Proofs const& given) {
    for (auto const proof :
         {Proof::password, Proof::passkey, Proof::super_pin, Proof::paper_code, Proof::desk, Proof::mailbox})
        if (given.has(proof)) return proof;
    return std::nullopt;
}

void resume(RecoveryStep const& step, Factor const& phone, Account const& account,
            std::string const& network) {
    if (!resume_factor(step.transaction, phone.id)) return;
    tell_of_resumed_sms(step, whom_to_tell(step, account), phone.id);
    record(step, AuditType::recovery_sms_resumed, account.id, network);
}

}  // namespace

bool stop_sms(RecoveryStep const& step, LossReported const& loss) {
    auto& transaction = step.transaction;
    if (!lock_account(transaction, loss.account.id)) return false;
    auto const phone = find_factor(transaction, loss.account.id, SmsFactor::kind);
    if (!phone || !stop_factor(transaction, phone->id, stored_text({loss.by}), step.now)) return false;
    end_challenges_of_factor(transaction, phone->id, step.now);
    forget_proofs(transaction, loss.account.id, {Proof::phone});
    tell_of_stopped_sms(step, whom_to_tell(step, loss.account), phone->id);
    record(step, AuditType::recovery_sms_stopped, loss.account.id, loss.network);
    return true;
}

bool stop_sms_in_draft(RecoveryRooms const& rooms, Recovering const& by) {
    return rooms.database.transaction([&](Transaction& transaction) {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft) return false;
        RecoveryStep const step{transaction, rooms, by.now};
        auto const facts = facts_of_draft(step, *draft);
        auto const reporter = reporter_of(facts.given);
        return reporter && stop_sms(step, {facts.account, *reporter, by.network});
    });
}

bool may_be_sent_to(Factor const& phone, Proofs const& given, Time now) {
    if (!phone.facts.stopped_at) return true;
    return given.has(Proof::mailbox) && *phone.facts.stopped_at + loss_holds <= now;
}

bool may_be_resumed(Factor const& phone, Proofs const& counting) {
    auto const reporter = proof_named(phone.stopped_by);
    return phone.facts.stopped_at && reporter && may_undo_a_loss(*reporter, counting);
}

ResumeOutcome resume_sms_in_draft(RecoveryRooms const& rooms, Recovering const& by) {
    return rooms.database.transaction([&](Transaction& transaction) -> ResumeOutcome {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft) return NothingToResume{};
        RecoveryStep const step{transaction, rooms, by.now};
        auto const facts = facts_of_draft(step, *draft);
        auto const phone = find_factor(transaction, draft->account_id, SmsFactor::kind);
        if (!phone || !may_be_resumed(*phone, facts.counting)) return NothingToResume{};
        RecordedSteps const earlier{AuditType::recovery_sms_resumed, draft->account_id,
                                    by.now - std::chrono::hours(24)};
        if (are_at_least(transaction, earlier, resumed_a_day)) return ResumedTooOften{};
        resume(step, *phone, facts.account, by.network);
        return SmsResumed{};
    });
}

void resume_sms(RecoveryStep const& step, Recovery const& draft, Recovering const& by) {
    auto const phone = find_factor(step.transaction, draft.account_id, SmsFactor::kind);
    if (!phone || !phone->facts.stopped_at) return;
    resume(step, *phone, find_password(step.transaction, draft.account_id).value().account, by.network);
}

}  // namespace voordeur
