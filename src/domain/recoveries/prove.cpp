// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/prove.hpp"

#include "accounts/super_pin_store.hpp"
#include "factors/challenge_store.hpp"
#include "recoveries/draft.hpp"
#include "tries/throttled_guess.hpp"

namespace voordeur {
namespace {

// An 80-bit secret needs no end, and one would be a weapon against its owner; so would be a wait that somebody
// else's guesses from elsewhere bring about.
constexpr ThrottlePolicy super_pins_of_a_network{5, std::chrono::seconds(900)};

void record_proof(RecoveryStep const& step, Recovery const& draft, Outcome outcome, Recovering const& by) {
    step.rooms.audit.record(step.transaction,
                            {.type = AuditType::recovery_proof,
                             .outcome = outcome,
                             .actor = Actor::unknown(by.network),
                             .object = draft.account_id},
                            by.now);
}

// The draft may have ended while something was hashed, and its browser may have begun another.
ProofOutcome note_given(RecoveryStep const& step, Recovery const& draft, Proof proof, Recovering const& by) {
    auto const now_open = lock_draft(step.transaction, draft.browser_key, by.now);
    if (!now_open || now_open->id != draft.id) return NoDraft{};
    note_proof(step.transaction, draft.id, proof, by.now);
    record_proof(step, draft, Outcome::success, by);
    return ProofGiven{};
}

struct GuessedSuperPin {
    Recovery draft;
    Guess guess;
    TakenGuess taken;
    std::optional<ActiveSuperPin> kept;
};

Guess guess_of(RecoveryRooms const& rooms, Recovery const& draft, Recovering const& by,
               SuperPin const& typed) {
    auto const about = by.network + " " + draft.account_id.text();
    auto const bucket = "recovery-super-pin:" + rooms.mac.of("throttle recovery super-PIN", about);
    auto const input = rooms.mac.of("throttle recovery super-PIN input", about + " " + typed.reveal());
    return {{{GuessBucket::Kind::own, bucket, super_pins_of_a_network}}, input.substr(0, 16)};
}

std::optional<GuessedSuperPin> take_guess_at(RecoveryStep const& step, Recovering const& by,
                                             SuperPin const& typed) {
    auto const draft = lock_draft(step.transaction, by.browser_key, by.now);
    if (!draft) return std::nullopt;
    auto guess = guess_of(step.rooms, *draft, by, typed);
    auto taken = take_guess(step.transaction, guess, by.now);
    return GuessedSuperPin{*draft, std::move(guess), std::move(taken),
                           find_active_super_pin(step.transaction, draft->account_id, step.rooms.sealer)};
}

// Replaced while it was hashed: what was typed is the one before, and proves nothing.
bool is_still_kept(RecoveryStep const& step, GuessedSuperPin const& guessed) {
    auto const current = find_active_super_pin(step.transaction, guessed.draft.account_id, step.rooms.sealer);
    return current && guessed.kept && current->id == guessed.kept->id;
}

ProofOutcome judge(RecoveryStep const& step, GuessedSuperPin const& guessed, bool is_right,
                   Recovering const& by) {
    if (is_right && is_still_kept(step, guessed)) {
        note_right_guess(step.transaction, guessed.guess, guessed.taken);
        return note_given(step, guessed.draft, Proof::super_pin, by);
    }
    note_wrong_guess(step.transaction, guessed.guess, guessed.taken);
    record_proof(step, guessed.draft, Outcome::refused, by);
    return ProofWrong{};
}

// Its code is right in this draft only.
std::string challenge_key(Recovery const& draft) {
    return "recovery " + draft.id.text();
}

SmsReceiver receiver_of(DraftFacts const& facts) {
    return {.account = facts.account,
            .practice = facts.practice,
            .purpose = Purpose::recover,
            .browser_key = challenge_key(facts.draft)};
}

PasswordAttempt attempt_at(DraftFacts const& facts, Recovering const& by, Password const& typed) {
    return {facts.account.email, Password::from_typed(typed.reveal()).value(), by.network, std::nullopt};
}

std::optional<ProofOutcome> refusal_of(std::chrono::seconds wait) {
    if (wait.count() == 0) return std::nullopt;
    return ProofWaits{wait};
}

template <class To, class From>
To widened(From const& outcome) {
    return std::visit([](auto const& each) -> To { return each; }, outcome);
}

}  // namespace

ProofOutcome prove_password(RecoveryRooms const& rooms, Recovering const& by, Password const& typed) {
    auto const facts = draft_facts(rooms, by);
    if (!facts) return NoDraft{};
    auto const outcome = rooms.passwords.check(attempt_at(*facts, by, typed), by.now);
    if (auto const* wait = std::get_if<PasswordWait>(&outcome)) return ProofWaits{wait->seconds};
    if (std::holds_alternative<PasswordBusy>(outcome)) return ProofBusy{};
    auto const* right = std::get_if<PasswordRight>(&outcome);
    return rooms.database.transaction([&](Transaction& transaction) -> ProofOutcome {
        RecoveryStep const step{transaction, rooms, by.now};
        if (right != nullptr && right->account.id == facts->account.id)
            return note_given(step, facts->draft, Proof::password, by);
        record_proof(step, facts->draft, Outcome::refused, by);
        return ProofWrong{};
    });
}

ProofOutcome prove_super_pin(RecoveryRooms const& rooms, Recovering const& by, SuperPin const& typed) {
    auto const guessed = rooms.database.transaction([&](Transaction& transaction) {
        return take_guess_at({transaction, rooms, by.now}, by, typed);
    });
    if (!guessed) return NoDraft{};
    if (guessed->taken.wait.count() > 0) return ProofWaits{guessed->taken.wait};
    auto const verified = guessed->kept ? rooms.hasher.verify(guessed->kept->hash, typed.reveal())
                                        : rooms.hasher.verify_nobody(typed.reveal());
    return rooms.database.transaction([&](Transaction& transaction) -> ProofOutcome {
        if (verified) return judge({transaction, rooms, by.now}, *guessed, *verified && guessed->kept, by);
        give_guess_back(transaction, guessed->taken);
        return ProofBusy{};
    });
}

std::optional<ProofOutcome> refused_password_proof(RecoveryRooms const& rooms, Recovering const& by,
                                                   Password const& typed) {
    auto const facts = draft_facts(rooms, by);
    if (!facts) return NoDraft{};
    return refusal_of(rooms.passwords.standing_wait(attempt_at(*facts, by, typed), by.now));
}

std::optional<ProofOutcome> refused_super_pin_proof(RecoveryRooms const& rooms, Recovering const& by,
                                                    SuperPin const& typed) {
    return rooms.database.read([&](Transaction& transaction) -> std::optional<ProofOutcome> {
        auto const draft = find_draft(transaction, by.browser_key, by.now);
        if (!draft) return NoDraft{};
        return refusal_of(standing_wait(transaction, guess_of(rooms, *draft, by, typed), by.now));
    });
}

AskedPhone ask_phone(RecoveryRooms const& rooms, Recovering const& by) {
    return rooms.database.transaction([&](Transaction& transaction) -> AskedPhone {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft) return NoDraft{};
        auto const factor = find_factor(transaction, draft->account_id, SmsFactor::kind);
        if (!factor) return NoPhone{};
        auto const standing = standing_of(factor->facts, by.now);
        if (auto const* waits = std::get_if<FactorWaits>(&standing)) return *waits;
        if (std::holds_alternative<FactorWornOut>(standing)) return FactorWornOut{};
        auto const receiver = receiver_of(facts_of_draft({transaction, rooms, by.now}, *draft));
        return widened<AskedPhone>(rooms.sms.ask(transaction, receiver, *factor, by.now));
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
        auto const outcome = rooms.sms.check_code(transaction, *challenge, typed, by.now);
        if (!is_own_try(outcome)) return outcome;
        auto const is_right = std::holds_alternative<AnswerRight>(outcome);
        if (is_right && use_challenge(transaction, challenge->id, by.now))
            note_proof(transaction, draft->id, Proof::phone, by.now);
        record_proof({transaction, rooms, by.now}, *draft, is_right ? Outcome::success : Outcome::refused,
                     by);
        return outcome;
    });
}

AskedNewPhone ask_new_phone(RecoveryRooms const& rooms, Recovering const& by, PhoneNumber const& phone) {
    return rooms.database.transaction([&](Transaction& transaction) -> AskedNewPhone {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft) return NoDraft{};
        auto const facts = facts_of_draft({transaction, rooms, by.now}, *draft);
        if (!std::holds_alternative<MayCommit>(facts.standing) || !facts.renewal.second_factor)
            return NotYet{};
        auto const started = rooms.sms.start_binding(
            transaction, {.account = facts.account, .practice = facts.practice}, phone, by.now);
        auto const* challenge = std::get_if<ChallengeStarted>(&started);
        if (challenge != nullptr) set_recovery_binding(transaction, draft->id, challenge->challenge_id);
        rooms.audit.record(transaction,
                           {.type = AuditType::recovery_phone,
                            .outcome = challenge != nullptr ? Outcome::success : Outcome::refused,
                            .actor = Actor::unknown(by.network),
                            .object = draft->account_id},
                           by.now);
        return widened<AskedNewPhone>(started);
    });
}

std::optional<AnswerOutcome> prove_new_phone(RecoveryRooms const& rooms, Recovering const& by,
                                             Tan const& typed) {
    return rooms.database.transaction([&](Transaction& transaction) -> std::optional<AnswerOutcome> {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft || !draft->binding_id) return std::nullopt;
        auto const binding = lock_challenge(transaction, *draft->binding_id);
        if (!binding || binding->purpose != Purpose::bind) return std::nullopt;
        return rooms.sms.check_code(transaction, *binding, typed, by.now);
    });
}

}  // namespace voordeur
