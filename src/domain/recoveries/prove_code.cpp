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
std::optional<Said> refused_by(FactorFacts const& factor, Time now) {
    auto const standing = standing_in_recovery(factor, now);
    if (auto const* waits = std::get_if<FactorWaits>(&standing)) return *waits;
    if (std::holds_alternative<FactorWornOut>(standing)) return FactorWornOut{};
    return std::nullopt;
}

// What a kind says of an answer to its challenge in this draft.
struct AskedIn {
    RecoveryStep const& step;
    Recovery const& draft;
    Challenge const& challenge;
};

template <class Kind, class Check>
CodeOutcome prove_in(RecoveryStep const& step, Recovering const& by, Kind const& kind, Check const& check) {
    auto& transaction = step.transaction;
    auto const draft = lock_draft(transaction, by.browser_key, by.now);
    if (!draft) return NoDraft{};
    auto const factor = find_factor(transaction, draft->account_id, Kind::kind);
    if (!factor) return NoSuchFactor{};
    if (auto refused = refused_by<CodeOutcome>(factor->facts, by.now)) return *refused;
    auto const id = kind.ask(transaction, *factor, {Purpose::recover, challenge_key(*draft), by.now});
    auto const challenge = lock_challenge(transaction, id).value();
    return check(AskedIn{step, *draft, challenge});
}

void tell_of_used(AskedIn const& asked) {
    auto const facts = facts_of_draft(asked.step, asked.draft);
    tell_of_used_paper_code(asked.step.transaction, asked.step.rooms.notices,
                            {facts.account, facts.practice, asked.challenge.id}, asked.step.now);
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
        return prove_in({transaction, rooms, by.now}, by, rooms.totp, [&](AskedIn const& asked) {
            auto const outcome = rooms.totp.check_code(transaction, asked.challenge, typed, by.now);
            note_answer(asked.step, asked.draft, {asked.challenge, Proof::app, outcome}, by);
            return outcome;
        });
    });
}

PasskeyAsker asker_of(Recovery const& draft) {
    return {PasskeyUse::recover, draft.id.text()};
}

CodeOutcome prove_passkey(RecoveryRooms const& rooms, Recovering const& by, SentPasskey const& sent) {
    return rooms.database.transaction([&](Transaction& transaction) {
        return prove_in({transaction, rooms, by.now}, by, rooms.passkeys, [&](AskedIn const& asked) {
            auto const outcome = rooms.passkeys.check_answer(transaction, {asked.challenge, sent},
                                                             asker_of(asked.draft), by.now);
            note_answer(asked.step, asked.draft, {asked.challenge, Proof::passkey, outcome}, by);
            return outcome;
        });
    });
}

CodeOutcome prove_paper_code(RecoveryRooms const& rooms, Recovering const& by, PaperCode const& typed) {
    return rooms.database.transaction([&](Transaction& transaction) {
        return prove_in({transaction, rooms, by.now}, by, rooms.paper_codes, [&](AskedIn const& asked) {
            auto const outcome = rooms.paper_codes.check_code(transaction, asked.challenge, typed, by.now);
            note_answer(asked.step, asked.draft, {asked.challenge, Proof::paper_code, outcome}, by);
            if (std::holds_alternative<AnswerRight>(outcome)) tell_of_used(asked);
            return outcome;
        });
    });
}

}  // namespace voordeur
