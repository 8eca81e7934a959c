// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/draft.hpp"

#include <algorithm>

#include "accounts/super_pin_store.hpp"
#include "base/id.hpp"
#include "factors/challenge_store.hpp"
#include "factors/passkeys/passkey_store.hpp"
#include "recoveries/hold.hpp"
#include "recoveries/recovery_link_store.hpp"

namespace voordeur {
namespace {

constexpr std::int64_t begun_an_hour = 20, begun_an_hour_from_everywhere = 100;

bool is_proved(Transaction& transaction, Recovery const& draft) {
    if (!draft.binding_id) return false;
    auto const binding = lock_challenge(transaction, *draft.binding_id);
    return binding && binding->purpose == Purpose::bind && state_of(binding->facts) == ChallengeState::spent;
}

std::optional<RecoveryWait> wait_of(Transaction& transaction, Id<Account> const& account_id,
                                    Proofs const& counting, Time now) {
    auto const waiting = find_waiting_recovery(transaction, account_id, counting, now);
    return waiting ? waiting->wait : std::nullopt;
}

// Whoever begins them over and over would fill the table; from elsewhere they must not stop the patient.
bool is_begun_too_often(Transaction& transaction, Id<Account> const& account_id, Recovering const& by) {
    RecordedSteps steps{AuditType::recovery_begun, account_id, by.now - std::chrono::hours(1), by.network};
    if (are_at_least(transaction, steps, begun_an_hour)) return true;
    steps.network = std::nullopt;
    return are_at_least(transaction, steps, begun_an_hour_from_everywhere);
}

}  // namespace

DraftFacts facts_of_draft(RecoveryStep const& step, Recovery const& draft) {
    auto& transaction = step.transaction;
    auto const& id = draft.account_id;
    auto const practices = practices_of_account(transaction, id);
    auto const given = proofs_of(transaction, draft.id, step.now);
    auto const counting = proofs_that_count(given, recovered(transaction, id), step.now);
    return {
        .now = step.now,
        .draft = draft,
        .account = find_password(transaction, id).value().account,
        .practice = practices.empty() ? std::nullopt : std::optional(practices.front()),
        .given = given,
        .counting = counting,
        .standing =
            standing_of(counting, wait_of(transaction, id, counting, step.now), step.rooms.policy, step.now),
        .renewal = renewal_of(counting),
        .factors = factors_of(transaction, id),
        .has_super_pin = has_super_pin(transaction, id),
        .has_passkey = std::ranges::any_of(
            passkeys_of(transaction, id), [](Passkey const& each) { return each.facts.flags.user_verified; }),
        .new_phone_is_proved = is_proved(transaction, draft),
        .new_mailbox_is_proved = draft.new_mailbox_proved_at.has_value(),
        .stopped_lately = stopped_since(transaction, id, step.now - stops_are_counted_for)};
}

std::optional<DraftFacts> draft_facts(RecoveryRooms const& rooms, Recovering const& by) {
    return rooms.database.read([&](Transaction& transaction) -> std::optional<DraftFacts> {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft) return std::nullopt;
        return facts_of_draft({transaction, rooms, by.now}, *draft);
    });
}

std::optional<Account> account_of_enter_link(RecoveryRooms const& rooms, std::string const& token, Time now) {
    return rooms.database.read([&](Transaction& transaction) -> std::optional<Account> {
        auto const account_id = find_enter_link(transaction, token, now);
        auto const found = account_id ? find_password(transaction, *account_id) : std::nullopt;
        if (!found) return std::nullopt;
        return found->account;
    });
}

BeginOutcome begin_draft_with(RecoveryStep const& step, Id<Account> const& account_id, Proof proof,
                              Recovering const& by) {
    auto& transaction = step.transaction;
    if (!lock_account(transaction, account_id)) return NoSuchLink{};
    if (is_begun_too_often(transaction, account_id, by)) return BegunTooOften{};
    Recovery const draft{new_id<Recovery>(by.now, step.rooms.random), account_id, by.browser_key, by.now};
    add_recovery(transaction, draft);
    note_proof(transaction, draft.id, proof, by.now);
    step.rooms.audit.record(
        transaction,
        {.type = AuditType::recovery_begun, .actor = Actor::unknown(by.network), .object = account_id},
        by.now);
    return DraftBegun{};
}

BeginOutcome begin_draft_by_link(RecoveryRooms const& rooms, std::string const& token, Recovering const& by) {
    return rooms.database.transaction([&](Transaction& transaction) -> BeginOutcome {
        auto const account_id = find_enter_link(transaction, token, by.now);
        if (!account_id) return NoSuchLink{};
        return begin_draft_with({transaction, rooms, by.now}, *account_id, Proof::mailbox, by);
    });
}

BeginOutcome begin_draft_by_password(Transaction& transaction, RecoveryRooms const& rooms,
                                     Id<Account> const& account_id, Recovering const& by) {
    return begin_draft_with({transaction, rooms, by.now}, account_id, Proof::password, by);
}

}  // namespace voordeur
