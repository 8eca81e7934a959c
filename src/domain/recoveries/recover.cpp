// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/recover.hpp"

#include <algorithm>
#include <stdexcept>

#include "accounts/account_store.hpp"
#include "accounts/email_change_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "base/id.hpp"
#include "factors/challenge_store.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "recoveries/draft.hpp"
#include "recoveries/hold.hpp"
#include "recoveries/recovery_link_store.hpp"
#include "recoveries/recovery_notices.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/session_store.hpp"

namespace voordeur {
namespace {

constexpr std::int64_t waits_a_day = 3;

void record(RecoveryStep const& step, AuditType type, Id<Account> const& account_id, Actor const& actor) {
    step.rooms.audit.record(step.transaction, {.type = type, .actor = actor, .object = account_id}, step.now);
}

WaitOutcome begin(RecoveryStep const& step, DraftFacts const& facts, Recovering const& by) {
    if (auto const* waits = std::get_if<Waits>(&facts.standing)) return WaitsAlready{waits->opens_at};
    auto const* may = std::get_if<MayWait>(&facts.standing);
    if (may == nullptr) return NoWait{};
    RecordedSteps const earlier{AuditType::recovery_waits, facts.account.id, by.now - std::chrono::hours(24)};
    if (are_at_least(step.transaction, earlier, waits_a_day)) return WaitedTooOften{};
    auto waiting = facts.draft;
    waiting.wait = RecoveryWait{by.now + may->wait, facts.counting};
    // It waited before, for less than is proved by now.
    if (!begin_wait(step.transaction, waiting.id, *waiting.wait))
        return WaitsAlready{facts.draft.wait.value().opens_at};
    tell_of_wait(step, whom_to_tell(step, facts.account), waiting);
    record(step, AuditType::recovery_waits, facts.account.id, Actor::unknown(by.network));
    return WaitBegun{waiting.wait->opens_at};
}

std::optional<RecoverOutcome> why_not(DraftFacts const& facts,
                                      std::optional<std::string> const& password_hash) {
    if (!std::holds_alternative<MayCommit>(facts.standing)) return MayNotRecover{};
    if (facts.renewal.is_nothing()) return NothingToRecover{};
    if (facts.renewal.second_factor && !facts.new_phone_is_proved) return NewPhoneIsMissing{};
    if (facts.renewal.mailbox && !facts.new_mailbox_is_proved) return NewMailboxIsMissing{};
    if (facts.renewal.password && !password_hash) return PasswordIsMissing{};
    return std::nullopt;
}

// All that it was possible to sign in with is gone, in the order in which signing in takes its locks. True:
// so is what would have deleted the account.
bool end_what_was(Transaction& transaction, DraftFacts const& facts, Time now) {
    auto const& id = facts.account.id;
    // Whoever was signed in before may know one that waits to be kept.
    end_pending_super_pin(transaction, id, now);
    if (facts.renewal.super_pin) end_super_pins(transaction, id, now);
    // Whoever asked for these may have been somebody else; of a mailbox that is lost none is put back.
    if (facts.renewal.mailbox)
        end_email_changes_since(transaction, id, Time{}, now);
    else
        end_email_changes(transaction, id, now);
    auto const stopped_deletion = stop_deletion(transaction, id);
    end_challenges_of_account(transaction, id, now);
    end_sessions_of_account(transaction, id, now);
    forget_known_browsers(transaction, id);
    return stopped_deletion;
}

void replace_factors(RecoveryStep const& step, DraftFacts const& facts) {
    // What is on paper is not lost with a telephone.
    for (auto const& factor : facts.factors) {
        if (factor.facts.kind == PaperCodes::kind.name) continue;
        end_factor(step.transaction, factor.id, step.now);
        recall(step.transaction, factor.id.text(), step.now);
    }
    auto const binding = lock_challenge(step.transaction, facts.draft.binding_id.value());
    if (!binding || !step.rooms.sms.bind(step.transaction, *binding, step.now))
        throw std::runtime_error("a proved telephone was used while its account was locked");
}

// The one before was told first, and this one is told too.
void replace_mailbox(RecoveryStep const& step, Told told, Committed const& committed) {
    auto const& email = committed.draft.new_mailbox.value();
    auto const id = told.owner.account.id;
    if (!replace_email(step.transaction, id, email, step.now))
        throw std::runtime_error("an account was closed while it was locked");
    for (auto const& address : told.owner.addresses)
        note_replaced_email(
            step.transaction,
            {new_id<EmailChange>(step.now, step.rooms.random), id, address, email, {step.now, step.now}});
    told.owner = {find_password(step.transaction, id).value().account, {email}};
    told.is_former = false;
    told.phones.clear();
    tell_of_commit(step, told, committed);
}

// What the one before chose holds back as long, and a super-PIN that it used up is told of when there is a
// new one.
Renewal renewal_with_the_one_before(Transaction& transaction, DraftFacts const& facts, Time now) {
    auto const last = recovered(transaction, facts.account.id);
    if (!last) return facts.renewal;
    if (holds_back(last, now)) return facts.renewal.with(last->chose);
    return facts.renewal.with({.super_pin = last->chose.super_pin && !facts.has_super_pin});
}

void commit(RecoveryStep const& step, DraftFacts const& facts,
            std::optional<std::string> const& password_hash) {
    auto& transaction = step.transaction;
    auto const& id = facts.account.id;
    auto told = whom_to_tell(step, facts.account);
    told.is_former = facts.renewal.mailbox;
    if (facts.renewal.second_factor) replace_factors(step, facts);
    if (facts.renewal.password) save_password_hash(transaction, id, *password_hash, step.rooms.sealer);
    auto const stopped_deletion = end_what_was(transaction, facts, step.now);
    if (!commit_recovery(transaction, facts.draft, step.now))
        throw std::runtime_error("a draft ended while its account was locked");
    begin_hold(transaction, id, {step.now, renewal_with_the_one_before(transaction, facts, step.now)});
    Committed const committed{facts.draft, stopped_deletion};
    tell_of_commit(step, told, committed);
    if (facts.renewal.mailbox) replace_mailbox(step, told, committed);
    if (stopped_deletion) record(step, AuditType::account_deletion_stopped, id, Actor(id, ""));
}

StopOutcome stop(RecoveryStep const& step, DraftLink const& link, std::string const& token,
                 std::string const& network) {
    auto& transaction = step.transaction;
    auto const done = committed_at(transaction, link.recovery_id);
    if (done && step.now < *done + recovery_hold) {
        // Once: whoever reads a mailbox that was lost keeps nobody out with it.
        if (!end_link(transaction, token, step.now)) return NothingToStop{};
        record(step, AuditType::recovery_stopped, link.account_id, Actor::unknown(network));
        end_challenges_of_account(transaction, link.account_id, step.now);
        end_sessions_of_account(transaction, link.account_id, step.now);
        forget_known_browsers(transaction, link.account_id);
        return StoppedAfterwards{};
    }
    auto const draft = find_recovery(transaction, link.recovery_id);
    // Whom the practice saw is stopped by more than a mailbox.
    if (!draft || (draft->wait && draft->wait->opened_by.has(Proof::desk))) return NothingToStop{};
    if (!end_recovery(transaction, draft->id, RecoveryEnd::stop_link, step.now)) return NothingToStop{};
    auto const account = find_password(transaction, link.account_id).value().account;
    tell_of_stop(step, whom_to_tell(step, account), draft->id);
    record(step, AuditType::recovery_stopped, account.id, Actor::unknown(network));
    return Stopped{stopped_since(transaction, account.id, step.now - stops_are_counted_for) >=
                   stops_that_advise_to_come};
}

}  // namespace

WaitOutcome begin_recovery_wait(RecoveryRooms const& rooms, Recovering const& by) {
    return rooms.database.transaction([&](Transaction& transaction) -> WaitOutcome {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft) return WaitWithoutDraft{};
        RecoveryStep const step{transaction, rooms, by.now};
        return begin(step, facts_of_draft(step, *draft), by);
    });
}

RecoverOutcome recover(RecoveryRooms const& rooms, Recovering const& by,
                       std::optional<std::string> const& password_hash) {
    return rooms.database.transaction([&](Transaction& transaction) -> RecoverOutcome {
        auto const draft = lock_draft(transaction, by.browser_key, by.now);
        if (!draft) return RecoveryOver{};
        RecoveryStep const step{transaction, rooms, by.now};
        auto const facts = facts_of_draft(step, *draft);
        if (auto const refusal = why_not(facts, password_hash)) return *refusal;
        commit(step, facts, password_hash);
        record(step, AuditType::recovery_committed, facts.account.id, Actor::unknown(by.network));
        return AccountRecovered{};
    });
}

StopOutcome stop_recovery(RecoveryRooms const& rooms, std::string const& token, std::string const& network,
                          Time now) {
    return rooms.database.transaction([&](Transaction& transaction) -> StopOutcome {
        auto const link = find_stop_link(transaction, token, now);
        if (!link || !lock_account(transaction, link->account_id)) return NothingToStop{};
        return stop({transaction, rooms, now}, *link, token, network);
    });
}

std::optional<Account> account_of_stop_link(RecoveryRooms const& rooms, std::string const& token, Time now) {
    return rooms.database.read([&](Transaction& transaction) -> std::optional<Account> {
        auto const link = find_stop_link(transaction, token, now);
        auto const found = link ? find_password(transaction, link->account_id) : std::nullopt;
        if (!found) return std::nullopt;
        return found->account;
    });
}

void end_recoveries_at_sign_in(RecoveryStep const& step, Account const& account, UsedMethods const& methods) {
    auto const last = recovered(step.transaction, account.id);
    if (holds_back(last, step.now) &&
        std::ranges::any_of(methods, [&](auto const& each) { return was_chosen(each.name, last->chose); }))
        return;
    auto const waiting = end_recoveries(step.transaction, account.id, RecoveryEnd::owner, step.now);
    if (waiting.empty()) return;
    auto const told = whom_to_tell(step, account);
    for (auto const& id : waiting) tell_of_stop(step, told, id);
    record(step, AuditType::recovery_stopped, account.id, Actor(account.id, ""));
}

}  // namespace voordeur
