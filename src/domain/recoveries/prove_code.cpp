// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/prove_code.hpp"

#include "factors/challenge_store.hpp"
#include "factors/paper_codes/code_used.hpp"
#include "recoveries/draft.hpp"
#include "recoveries/proof_note.hpp"
#include "recoveries/stop_sms.hpp"

namespace voordeur {
namespace {

SmsReceiver receiver_of(DraftFacts const& facts) {
    return {.account = facts.account,
            .practice = facts.practice,
            .purpose = Purpose::recover,
            .browser_key = challenge_key(facts.draft)};
}

template <class Said>
std::optional<Said> refused_by(FactorFacts factor, Time now) {
    factor.stopped_at = std::nullopt;  // that was asked before
    auto const standing = standing_of(factor, now);
    if (auto const* waits = std::get_if<FactorWaits>(&standing)) return *waits;
    if (std::holds_alternative<FactorWornOut>(standing)) return FactorWornOut{};
    return std::nullopt;
}

template <class Kind, class Code>
CodeOutcome prove_in(RecoveryStep const& step, Recovering const& by, Kind const& kind, Code const& typed) {
    auto& transaction = step.transaction;
    auto const draft = lock_draft(transaction, by.browser_key, by.now);
    if (!draft) return NoDraft{};
    auto const factor = find_factor(transaction, draft->account_id, Kind::kind);
    if (!factor) return NoSuchFactor{};
    if (auto refused = refused_by<CodeOutcome>(factor->facts, by.now)) return *refused;
    auto const id = kind.ask(transaction, *factor, {Purpose::recover, challenge_key(*draft), by.now});
    auto const challenge = lock_challenge(transaction, id).value();
    auto const outcome = kind.check_code(transaction, challenge, typed, by.now);
    constexpr auto is_paper = Kind::kind == PaperCodes::kind;
    note_answer(step, *draft, {challenge, is_paper ? Proof::paper_code : Proof::app, outcome}, by);
    if (is_paper && std::holds_alternative<AnswerRight>(outcome)) {
        auto const facts = facts_of_draft(step, *draft);
        tell_of_used_paper_code(transaction, step.rooms.notices,
                                {facts.account, facts.practice, challenge.id}, by.now);
    }
    return outcome;
}

}  // namespace

AskedPhone ask_phone(RecoveryRooms const& rooms, Recovering const& by) {
    return rooms.database.transaction([&](Transaction& transaction) -> AskedPhone {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft) return NoDraft{};
        auto const factor = find_factor(transaction, draft->account_id, SmsFactor::kind);
        if (!factor) return NoSuchFactor{};
        auto const facts = facts_of_draft({transaction, rooms, by.now}, *draft);
        if (!may_be_sent_to(*factor, facts.given, by.now)) return FactorStopped{};
        if (auto refused = refused_by<AskedPhone>(factor->facts, by.now)) return *refused;
        return std::visit([](auto const& each) -> AskedPhone { return each; },
                          rooms.sms.ask(transaction, receiver_of(facts), *factor, by.now));
    });
}

std::optional<AnswerOutcome> prove_phone(RecoveryRooms const& rooms, Recovering const& by, Tan const& typed) {
    return rooms.database.transaction([&](Transaction& transaction) -> std::optional<AnswerOutcome> {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        auto const factor =
            draft ? find_factor(transaction, draft->account_id, SmsFactor::kind) : std::nullopt;
        if (!factor) return std::nullopt;
        auto const challenge =
            lock_open_challenge(transaction, {Purpose::recover, factor->id, challenge_key(*draft)}, by.now);
        if (!challenge) return std::nullopt;
        RecoveryStep const step{transaction, rooms, by.now};
        auto const outcome = rooms.sms.check_code(transaction, *challenge, typed, by.now);
        note_answer(step, *draft, {*challenge, Proof::phone, outcome}, by);
        // Asked for where it was stopped, it was found again.
        if (std::holds_alternative<AnswerRight>(outcome)) resume_sms(step, *draft, by);
        return outcome;
    });
}

CodeOutcome prove_app(RecoveryRooms const& rooms, Recovering const& by, Tan const& typed) {
    return rooms.database.transaction([&](Transaction& transaction) {
        return prove_in({transaction, rooms, by.now}, by, rooms.totp, typed);
    });
}

CodeOutcome prove_paper_code(RecoveryRooms const& rooms, Recovering const& by, PaperCode const& typed) {
    return rooms.database.transaction([&](Transaction& transaction) {
        return prove_in({transaction, rooms, by.now}, by, rooms.paper_codes, typed);
    });
}

}  // namespace voordeur
