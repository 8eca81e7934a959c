// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/prove.hpp"

#include "accounts/super_pin_store.hpp"
#include "factors/challenge_store.hpp"
#include "recoveries/draft.hpp"
#include "recoveries/proof_note.hpp"
#include "tries/throttled_guess.hpp"

namespace voordeur {
namespace {

// An 80-bit secret needs no end, and one would be a weapon against its owner; so would be a wait that is
// brought about elsewhere. A fresh draft brings no fresh tries.
constexpr ThrottlePolicy super_pins_of_a_network{5, std::chrono::seconds(900)};

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

PasswordAttempt attempt_at(DraftFacts const& facts, Recovering const& by, Password const& typed) {
    return {facts.account.customer_number, Password::from_typed(typed.reveal()).value(), by.network,
            std::nullopt};
}

std::optional<ProofOutcome> refusal_of(std::chrono::seconds wait) {
    if (wait.count() == 0) return std::nullopt;
    return ProofWaits{wait};
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
        return std::visit([](auto const& each) -> AskedNewPhone { return each; }, started);
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
