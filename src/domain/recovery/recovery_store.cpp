// SPDX-License-Identifier: EUPL-1.2
#include "recovery/recovery_store.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_recovery =
    "SELECT id, account_id, browser_key, begun_at, opens_at, opened_by FROM recovery "
    "WHERE committed_at IS NULL AND ended_at IS NULL";
constexpr std::string_view by_id = " AND id = $1";
constexpr std::string_view newest_of_browser = " AND browser_key = $1 ORDER BY begun_at DESC LIMIT 1";
constexpr std::string_view newest_waiting =
    " AND account_id = $1 AND opens_at IS NOT NULL ORDER BY begun_at DESC LIMIT 1";
constexpr std::string_view insert_recovery =
    "INSERT INTO recovery (id, account_id, browser_key, begun_at) VALUES ($1, $2, $3, $4)";
constexpr std::string_view upsert_proof =
    "INSERT INTO recovery_proof (recovery_id, proof, proved_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (recovery_id, proof) DO UPDATE SET proved_at = excluded.proved_at";
constexpr std::string_view select_proofs =
    "SELECT proof FROM recovery_proof WHERE recovery_id = $1 AND proved_at > $2";
constexpr std::string_view update_wait =
    "UPDATE recovery SET opens_at = $2, opened_by = $3 WHERE id = $1 AND opens_at IS NULL AND committed_at "
    "IS NULL "
    "AND ended_at IS NULL";
constexpr std::string_view update_commit =
    "UPDATE recovery SET committed_at = $2 WHERE id = $1 AND committed_at IS NULL AND ended_at IS NULL";
constexpr std::string_view update_end =
    "UPDATE recovery SET ended_at = $2, ended_by = $3 WHERE id = $1 AND committed_at IS NULL AND ended_at IS "
    "NULL";
constexpr std::string_view update_end_all =
    "UPDATE recovery SET ended_at = $2, ended_by = $3 WHERE account_id = $1 AND committed_at IS NULL AND "
    "ended_at IS "
    "NULL RETURNING id";
constexpr std::string_view select_stopped =
    "SELECT count(*) FROM recovery WHERE account_id = $1 AND ended_by = 'stop_link' AND ended_at > $2";
constexpr std::string_view insert_link =
    "INSERT INTO recovery_link (token_hash, kind, account_id, recovery_id, made_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view select_link =
    "SELECT account_id, recovery_id, (SELECT count(*) FROM recovery_link AS newer WHERE newer.account_id = "
    "link.account_id AND newer.kind = link.kind AND newer.ended_at IS NULL AND newer.made_at > link.made_at) "
    "FROM recovery_link AS link WHERE token_hash = $1 AND kind = $2 AND expires_at > $3 AND ended_at IS NULL";
constexpr std::string_view update_end_links =
    "UPDATE recovery_link SET ended_at = $2 WHERE account_id = $1 AND kind = 'enter' AND ended_at IS NULL";
constexpr std::string_view select_links_since =
    "SELECT count(*) FROM recovery_link WHERE account_id = $1 AND kind = 'enter' AND made_at > $2";
constexpr std::string_view delete_proofs =
    "DELETE FROM recovery_proof WHERE recovery_id IN (SELECT id FROM recovery WHERE begun_at < $1)";
constexpr std::string_view delete_links = "DELETE FROM recovery_link WHERE expires_at < $1";
constexpr std::string_view delete_recoveries = "DELETE FROM recovery WHERE begun_at < $1";

constexpr std::string_view enter = "enter", stop = "stop";
constexpr std::int64_t newest_links_that_hold = 3;

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

// "mailbox phone", and back; a name that is not known proves nothing.
std::string stored_text(Proofs const& proofs) {
    std::string text;
    for (auto const& [proof, name] : proof_names)
        if (proofs.has(proof)) text += (text.empty() ? "" : " ") + std::string(name);
    return text;
}

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
        case RecoveryEnd::too_late:
            return "too_late";
        case RecoveryEnd::closed:
            return "closed";
    }
    return "";
}

std::optional<Recovery> recovery_of(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    Recovery recovery{row->id<Recovery>(0), row->id<Account>(1), row->text(2), row->time(3), std::nullopt};
    if (auto const opens_at = row->maybe_time(4))
        recovery.wait = RecoveryWait{*opens_at, proofs_from(row->text(5))};
    return recovery;
}

}  // namespace
}  // namespace voordeur
