// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/recovery_store.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>

#include "accounts/account_store.hpp"
#include "recoveries/recovery_link_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_recovery =
    "SELECT id, account_id, browser_key, begun_at, binding_id, opens_at, opened_by, new_email, "
    "new_email_proved_at FROM recovery ";
constexpr std::string_view by_id = "WHERE id = $1 AND committed_at IS NULL AND ended_at IS NULL";
constexpr std::string_view newest_of_browser =
    "WHERE browser_key = $1 AND begun_at > $2 AND committed_at IS NULL AND ended_at IS NULL "
    "ORDER BY begun_at DESC, id DESC LIMIT 1";
constexpr std::string_view waiting_soonest_first =
    "WHERE account_id = $1 AND opens_at > $2 AND committed_at IS NULL AND ended_at IS NULL "
    "ORDER BY opens_at";
constexpr std::string_view to_remind_of =
    "WHERE opens_at > $1 AND opens_at <= $2 AND reminded_at IS NULL AND ended_at IS NULL AND committed_at IS "
    "NULL ORDER BY opens_at LIMIT 100";
constexpr std::string_view update_reminded =
    "UPDATE recovery SET reminded_at = $2 WHERE id = $1 AND reminded_at IS NULL AND ended_at IS NULL AND "
    "committed_at IS NULL";
constexpr std::string_view insert_recovery =
    "INSERT INTO recovery (id, account_id, browser_key, begun_at) VALUES ($1, $2, $3, $4)";
constexpr std::string_view update_binding = "UPDATE recovery SET binding_id = $2 WHERE id = $1";
constexpr std::string_view update_mailbox =
    "UPDATE recovery SET new_email = $2, new_email_proved_at = NULL WHERE id = $1";
constexpr std::string_view update_mailbox_proved =
    "UPDATE recovery SET new_email_proved_at = $2 WHERE id = $1 AND new_email IS NOT NULL AND "
    "new_email_proved_at IS NULL AND committed_at IS NULL AND ended_at IS NULL";
constexpr std::string_view upsert_proof =
    "INSERT INTO recovery_proof (recovery_id, proof, proved_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (recovery_id, proof) DO UPDATE SET proved_at = excluded.proved_at";
constexpr std::string_view delete_proofs =
    "DELETE FROM recovery_proof WHERE proof = $2 AND recovery_id IN (SELECT id FROM recovery WHERE "
    "account_id = $1)";
constexpr std::string_view select_proofs =
    "SELECT proof FROM recovery_proof WHERE recovery_id = $1 AND proved_at > $2";
constexpr std::string_view update_wait =
    "UPDATE recovery SET opens_at = $2, opened_by = $3 WHERE id = $1 AND opens_at IS NULL AND "
    "committed_at IS NULL AND ended_at IS NULL";
constexpr std::string_view update_commit =
    "UPDATE recovery SET committed_at = $2 WHERE id = $1 AND committed_at IS NULL AND ended_at IS NULL";
constexpr std::string_view select_committed =
    "SELECT committed_at FROM recovery WHERE id = $1 AND committed_at IS NOT NULL";
constexpr std::string_view update_end =
    "UPDATE recovery SET ended_at = $2, ended_by = $3 WHERE id = $1 AND committed_at IS NULL AND "
    "ended_at IS NULL";
constexpr std::string_view update_end_all =
    "UPDATE recovery SET ended_at = $2, ended_by = $3 WHERE account_id = $1 AND committed_at IS NULL AND "
    "ended_at IS NULL RETURNING id, opens_at";
constexpr std::string_view update_end_everybodys =
    "UPDATE recovery SET ended_at = $1, ended_by = $2 WHERE committed_at IS NULL AND ended_at IS NULL";
constexpr std::string_view select_stopped =
    "SELECT count(*) FROM recovery WHERE account_id = $1 AND ended_by = 'stop_link' AND ended_at > $2";
constexpr std::string_view delete_recoveries_of = "DELETE FROM recovery WHERE account_id = $1";
constexpr std::string_view delete_recoveries = "DELETE FROM recovery WHERE begun_at < $1";

constexpr std::array<std::pair<Proof, std::string_view>, proof_count> proof_names{{
    {Proof::password, "password"},
    {Proof::mailbox, "mailbox"},
    {Proof::phone, "phone"},
    {Proof::app, "app"},
    {Proof::passkey, "passkey"},
    {Proof::paper_code, "paper_code"},
    {Proof::super_pin, "super_pin"},
    {Proof::desk, "desk"},
}};

std::string_view stored_name(Proof proof) {
    for (auto const& [one, name] : proof_names)
        if (one == proof) return name;
    return "";
}

// A name that is not known proves nothing.
Proofs proofs_from(std::string_view stored) {
    Proofs proofs;
    while (!stored.empty()) {
        auto const end = std::min(stored.find(' '), stored.size());
        for (auto const& [proof, name] : proof_names)
            if (name == stored.substr(0, end)) proofs.add(proof);
        stored.remove_prefix(std::min(end + 1, stored.size()));
    }
    return proofs;
}

constexpr std::string_view stored_name(RecoveryEnd end) {
    switch (end) {
        case RecoveryEnd::stop_link:
            return "stop_link";
        case RecoveryEnd::owner:
            return "owner";
        case RecoveryEnd::other_draft:
            return "other_draft";
        case RecoveryEnd::restored:
            return "restored";
    }
    return "";
}

std::optional<Recovery> recovery_from(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    Recovery recovery{row->id<Recovery>(0), row->id<Account>(1), row->text(2), row->time(3),
                      row->maybe_id<Challenge>(4)};
    if (auto const opens_at = row->maybe_time(5))
        recovery.wait = RecoveryWait{*opens_at, proofs_from(row->text(6))};
    recovery.new_mailbox = row->maybe_text(7);
    recovery.new_mailbox_proved_at = row->maybe_time(8);
    return recovery;
}

}  // namespace

std::string stored_text(Proofs const& proofs) {
    std::string text;
    for (auto const& [proof, name] : proof_names)
        if (proofs.has(proof)) text += (text.empty() ? "" : " ") + std::string(name);
    return text;
}

std::optional<Proof> proof_named(std::string_view stored) {
    for (auto const& [proof, name] : proof_names)
        if (name == stored) return proof;
    return std::nullopt;
}

std::optional<Recovery> find_draft(Transaction& transaction, std::string const& browser_key, Time now) {
    return recovery_from(
        transaction.one(joined<select_recovery, newest_of_browser>, browser_key, now - draft_holds));
}

std::optional<Recovery> lock_draft(Transaction& transaction, std::string const& browser_key, Time now) {
    auto const found = find_draft(transaction, browser_key, now);
    if (!found || !lock_account(transaction, found->account_id)) return std::nullopt;
    return find_recovery(transaction, found->id);
}

std::optional<Recovery> find_recovery(Transaction& transaction, Id<Recovery> const& id) {
    return recovery_from(transaction.one(joined<select_recovery, by_id>, id));
}

std::optional<Recovery> find_waiting_recovery(Transaction& transaction, Id<Account> const& account_id,
                                              Proofs const& proofs, Time now) {
    for (auto const& row :
         transaction.all(joined<select_recovery, waiting_soonest_first>, account_id, now - commit_window)) {
        auto waiting = recovery_from(row);
        if (proofs.has_all(waiting->wait->opened_by)) return waiting;
    }
    return std::nullopt;
}

void forget_proofs(Transaction& transaction, Id<Account> const& account_id, Proofs const& proofs) {
    for (auto const& [proof, name] : proof_names)
        if (proofs.has(proof)) transaction.run(delete_proofs, account_id, name);
}

std::vector<Recovery> recoveries_to_remind_of(Transaction& transaction, Time now) {
    std::vector<Recovery> found;
    for (auto const& row : transaction.all(joined<select_recovery, to_remind_of>, now - commit_window, now))
        found.push_back(recovery_from(row).value());
    return found;
}

bool note_reminded(Transaction& transaction, Id<Recovery> const& id, Time now) {
    return transaction.run(update_reminded, id, now) == 1;
}

void add_recovery(Transaction& transaction, Recovery const& fresh) {
    transaction.run(insert_recovery, fresh.id, fresh.account_id, fresh.browser_key, fresh.begun_at);
}

void set_recovery_binding(Transaction& transaction, Id<Recovery> const& id,
                          Id<Challenge> const& challenge_id) {
    transaction.run(update_binding, id, challenge_id);
}

void set_new_mailbox(Transaction& transaction, Id<Recovery> const& id, std::string const& email) {
    transaction.run(update_mailbox, id, email);
}

bool note_new_mailbox_proved(Transaction& transaction, Id<Recovery> const& id, Time now) {
    return transaction.run(update_mailbox_proved, id, now) == 1;
}

void note_proof(Transaction& transaction, Id<Recovery> const& id, Proof proof, Time now) {
    transaction.run(upsert_proof, id, stored_name(proof), now);
}

Proofs proofs_of(Transaction& transaction, Id<Recovery> const& id, Time now) {
    Proofs proofs;
    for (auto const& row : transaction.all(select_proofs, id, now - draft_holds))
        for (auto const& [proof, name] : proof_names)
            if (name == row.text(0)) proofs.add(proof);
    return proofs;
}

bool begin_wait(Transaction& transaction, Id<Recovery> const& id, RecoveryWait const& wait) {
    return transaction.run(update_wait, id, wait.opens_at, stored_text(wait.opened_by)) == 1;
}

bool commit_recovery(Transaction& transaction, Recovery const& draft, Time now) {
    // Two drafts that are committed at once would each end the other.
    if (!lock_account(transaction, draft.account_id)) return false;
    if (transaction.run(update_commit, draft.id, now) != 1) return false;
    end_recoveries(transaction, draft.account_id, RecoveryEnd::other_draft, now);
    end_enter_links(transaction, draft.account_id, now);
    return true;
}

bool end_recovery(Transaction& transaction, Id<Recovery> const& id, RecoveryEnd by, Time now) {
    return transaction.run(update_end, id, now, stored_name(by)) == 1;
}

std::vector<Id<Recovery>> end_recoveries(Transaction& transaction, Id<Account> const& account_id,
                                         RecoveryEnd by, Time now) {
    std::vector<Id<Recovery>> waiting;
    for (auto const& row : transaction.all(update_end_all, account_id, now, stored_name(by)))
        if (row.maybe_time(1)) waiting.push_back(row.id<Recovery>(0));
    return waiting;
}

std::int64_t stopped_since(Transaction& transaction, Id<Account> const& account_id, Time since) {
    return transaction.one(select_stopped, account_id, since)->number(0);
}

std::optional<Time> committed_at(Transaction& transaction, Id<Recovery> const& id) {
    auto const row = transaction.one(select_committed, id);
    return row ? row->maybe_time(0) : std::nullopt;
}

void end_all_recoveries(Transaction& transaction, Time now) {
    transaction.run(update_end_everybodys, now, stored_name(RecoveryEnd::restored));
    end_all_enter_links(transaction, now);
}

void forget_recoveries_of(Transaction& transaction, Id<Account> const& account_id) {
    forget_recovery_links_of(transaction, account_id);
    transaction.run(delete_recoveries_of, account_id);
}

std::int64_t forget_recoveries_begun_before(Transaction& transaction, Time when) {
    return transaction.run(delete_recoveries, when) + forget_recovery_links_expired_before(transaction, when);
}

}  // namespace voordeur
