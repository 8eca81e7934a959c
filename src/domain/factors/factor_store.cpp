// SPDX-License-Identifier: EUPL-1.2
#include "factors/factor_store.hpp"

#include <algorithm>
#include <stdexcept>

namespace voordeur {
namespace {

constexpr std::string_view select_of_account =
    "SELECT id, account_id, kind, failed_challenges, wait_until, is_preferred, made_at, secret, lookup_key, "
    "last_used_at, stopped_at, stopped_by, failed_in_recovery, recovery_waits_until FROM factor WHERE "
    "account_id = $1 AND ended_at IS NULL ORDER BY made_at, id";
constexpr std::string_view select_any =
    "SELECT 1 FROM factor WHERE account_id = $1 AND ended_at IS NULL LIMIT 1";
constexpr std::string_view select_all_ids =
    "SELECT id FROM factor WHERE account_id = $1 ORDER BY made_at, id";
constexpr std::string_view insert =
    "INSERT INTO factor (id, account_id, kind, secret, lookup_key, failed_challenges, is_preferred, made_at) "
    "VALUES ($1, $2, $3, $4, $5, 0, 0, $6)";
constexpr std::string_view update_end =
    "UPDATE factor SET ended_at = $2, secret = '', lookup_key = '' WHERE account_id = $1 AND ended_at IS "
    "NULL RETURNING id";
constexpr std::string_view update_end_one =
    "UPDATE factor SET ended_at = $2, secret = '', lookup_key = '' WHERE id = $1 AND ended_at IS NULL";
constexpr std::string_view update_stopped =
    "UPDATE factor SET stopped_at = $2, stopped_by = $3 WHERE id = $1 AND stopped_at IS NULL AND ended_at IS "
    "NULL";
constexpr std::string_view update_resumed =
    "UPDATE factor SET stopped_at = NULL, stopped_by = NULL WHERE id = $1 AND stopped_at IS NOT NULL AND "
    "ended_at IS NULL";
// No passkey is kept of what has ended, whose name may say whose it is; nor a code on paper.
constexpr std::string_view delete_passkeys =
    "DELETE FROM passkey WHERE factor_id IN (SELECT id FROM factor WHERE account_id = $1)";
constexpr std::string_view delete_paper_codes =
    "DELETE FROM paper_code WHERE factor_id IN (SELECT id FROM factor WHERE account_id = $1)";
constexpr std::string_view delete_passkeys_of_one = "DELETE FROM passkey WHERE factor_id = $1";
constexpr std::string_view update_preferred =
    "UPDATE factor SET is_preferred = CASE WHEN id = $2 THEN 1 ELSE 0 END WHERE account_id = $1 AND ended_at "
    "IS NULL";
constexpr std::string_view delete_ended = "DELETE FROM factor WHERE ended_at < $1";
constexpr std::string_view update_failed =
    "UPDATE factor SET failed_challenges = failed_challenges + 1 WHERE id = $1 AND ended_at IS NULL "
    "RETURNING failed_challenges";
constexpr std::string_view update_wait =
    "UPDATE factor SET wait_until = $2 WHERE id = $1 AND ended_at IS NULL";
constexpr std::string_view update_failed_in_recovery =
    "UPDATE factor SET failed_in_recovery = failed_in_recovery + 1 WHERE id = $1 AND ended_at IS NULL "
    "RETURNING failed_in_recovery";
constexpr std::string_view update_recovery_wait =
    "UPDATE factor SET recovery_waits_until = $2 WHERE id = $1 AND ended_at IS NULL";
constexpr std::string_view update_passed_in_recovery =
    "UPDATE factor SET failed_in_recovery = 0, recovery_waits_until = NULL, last_used_at = $2 WHERE id = $1 "
    "AND ended_at IS NULL";
constexpr std::string_view update_passed =
    "UPDATE factor SET failed_challenges = 0, wait_until = NULL, last_used_at = $2 WHERE id = $1 AND "
    "ended_at IS NULL";

Factor factor_from(Row const& row) {
    return {row.id<Factor>(0),
            row.id<Account>(1),
            {row.text(2), row.number(3), row.maybe_time(4), row.flag(5), row.time(6), row.maybe_time(10),
             row.number(12), row.maybe_time(13)},
            row.text(7),
            row.text(8),
            row.maybe_time(9),
            row.maybe_text(11).value_or("")};
}

// Named as the table was when the first were sealed: a value opens where it was sealed only.
SealContext secret_context(Id<Factor> const& id) {
    return {"second_factor", "phone", id.text()};
}

}  // namespace

std::vector<Factor> factors_of(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<Factor> factors;
    for (auto const& row : transaction.all(select_of_account, account_id))
        factors.push_back(factor_from(row));
    return factors;
}

std::vector<Id<Factor>> all_factor_ids_of(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<Id<Factor>> ids;
    for (auto const& row : transaction.all(select_all_ids, account_id)) ids.push_back(row.id<Factor>(0));
    return ids;
}

bool has_factor(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(select_any, account_id).has_value();
}

std::optional<Factor> find_factor(Transaction& transaction, Id<Account> const& account_id, FactorKind kind) {
    auto factors = factors_of(transaction, account_id);
    auto const found =
        std::ranges::find_if(factors, [&](Factor const& factor) { return factor.facts.kind == kind.name; });
    if (found == factors.end()) return std::nullopt;
    return std::move(*found);
}

std::string secret_of(Factor const& factor, Sealer const& sealer) {
    auto secret = sealer.open(secret_context(factor.id), factor.sealed_secret);
    if (!secret) throw std::runtime_error("the secret of a factor does not open with this key ring");
    return std::move(*secret);
}

void add_factor(Transaction& transaction, NewFactor const& fresh, Sealer const& sealer, Time now) {
    transaction.run(insert, fresh.id, fresh.account_id, fresh.kind.name,
                    sealer.seal(secret_context(fresh.id), fresh.secret), fresh.lookup_key, now);
}

std::vector<Id<Factor>> end_factors(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(delete_passkeys, account_id);
    transaction.run(delete_paper_codes, account_id);
    std::vector<Id<Factor>> ids;
    for (auto const& row : transaction.all(update_end, account_id, now)) ids.push_back(row.id<Factor>(0));
    return ids;
}

void prefer_factor(Transaction& transaction, Id<Account> const& account_id, Id<Factor> const& factor_id) {
    transaction.run(update_preferred, account_id, factor_id);
}

void end_factor(Transaction& transaction, Id<Factor> const& factor_id, Time now) {
    transaction.run(delete_passkeys_of_one, factor_id);
    transaction.run(update_end_one, factor_id, now);
}

bool stop_factor(Transaction& transaction, Id<Factor> const& factor_id, std::string_view by, Time now) {
    return transaction.run(update_stopped, factor_id, now, by) == 1;
}

bool resume_factor(Transaction& transaction, Id<Factor> const& factor_id) {
    return transaction.run(update_resumed, factor_id) == 1;
}

std::int64_t forget_factors_ended_before(Transaction& transaction, Time when) {
    return transaction.run(delete_ended, when);
}

void note_failed_challenge(Transaction& transaction, Id<Factor> const& factor_id, Purpose purpose, Time now) {
    auto const recovers = purpose == Purpose::recover;
    auto const row = transaction.one(recovers ? update_failed_in_recovery : update_failed, factor_id);
    if (!row) return;
    auto const wait = factor_wait(row->number(0));
    if (wait.count() > 0)
        transaction.run(recovers ? update_recovery_wait : update_wait, factor_id, now + wait);
}

void note_passed_challenge(Transaction& transaction, Id<Factor> const& factor_id, Purpose purpose, Time now) {
    transaction.run(purpose == Purpose::recover ? update_passed_in_recovery : update_passed, factor_id, now);
}

}  // namespace voordeur
