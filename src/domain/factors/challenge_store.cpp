// SPDX-License-Identifier: EUPL-1.2
#include "factors/challenge_store.hpp"

#include <stdexcept>

namespace voordeur {
namespace {

constexpr std::string_view select_challenge =
    "SELECT id, purpose, kind, account_id, factor_id, browser_key, secret, lookup_key, made_at, spent_at, "
    "used_at, ended_at FROM challenge WHERE id = $1 FOR UPDATE";
constexpr std::string_view select_open =
    "SELECT id FROM challenge WHERE factor_id = $1 AND purpose = $2 AND browser_key = $3 AND made_at > $4 "
    "AND spent_at IS NULL AND ended_at IS NULL ORDER BY made_at DESC LIMIT 1";
constexpr std::string_view select_binding =
    "SELECT id FROM challenge WHERE account_id = $1 AND made_at > $2 AND kind = $3 AND browser_key = $4 AND "
    "purpose = 'bind' AND used_at IS NULL AND ended_at IS NULL ORDER BY made_at DESC LIMIT 1";
constexpr std::string_view insert_challenge =
    "INSERT INTO challenge (id, purpose, kind, account_id, factor_id, browser_key, secret, lookup_key, "
    "made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view update_spent =
    "UPDATE challenge SET spent_at = $2 WHERE id = $1 AND spent_at IS NULL AND ended_at IS NULL";
constexpr std::string_view update_used =
    "UPDATE challenge SET used_at = $2 WHERE id = $1 AND spent_at IS NOT NULL AND used_at IS NULL AND "
    "ended_at IS NULL";
constexpr std::string_view update_ended =
    "UPDATE challenge SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
constexpr std::string_view update_all_ended =
    "UPDATE challenge SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND used_at IS NULL";
constexpr std::string_view update_of_factor_ended =
    "UPDATE challenge SET ended_at = $2 WHERE factor_id = $1 AND ended_at IS NULL";
constexpr std::string_view update_every_ended =
    "UPDATE challenge SET ended_at = $1 WHERE ended_at IS NULL AND used_at IS NULL";
constexpr std::string_view delete_of_account = "DELETE FROM challenge WHERE account_id = $1 RETURNING id";
constexpr std::string_view delete_before = "DELETE FROM challenge WHERE made_at < $1";

// Named as the table was when the first were sealed: a value opens where it was sealed only.
SealContext secret_context(Id<Challenge> const& id) {
    return {"attempt", "phone", id.text()};
}

// The column is never NULL.
std::string const no_browser;

std::optional<std::string> browser_key_from(std::string const& stored) {
    if (stored == no_browser) return std::nullopt;
    return stored;
}

Purpose purpose_from(std::string const& name) {
    using enum Purpose;
    for (auto const purpose : {bind, sign_in, step_up, recover, change})
        if (stored_name(purpose) == name) return purpose;
    throw std::runtime_error("a challenge for an unknown purpose");
}

}  // namespace

std::optional<Challenge> lock_challenge(Transaction& transaction, Id<Challenge> const& id) {
    auto const row = transaction.one(select_challenge, id);
    if (!row) return std::nullopt;
    return Challenge{row->id<Challenge>(0),
                     purpose_from(row->text(1)),
                     row->text(2),
                     row->id<Account>(3),
                     row->maybe_id<Factor>(4),
                     browser_key_from(row->text(5)),
                     row->text(6),
                     row->text(7),
                     row->time(8),
                     {row->maybe_time(9), row->maybe_time(10), row->maybe_time(11)}};
}

std::optional<Challenge> lock_open_challenge(Transaction& transaction, OpenChallenge const& wanted,
                                             Time now) {
    auto const row = transaction.one(select_open, wanted.factor_id, stored_name(wanted.purpose),
                                     wanted.browser_key, now - challenge_goes_on);
    if (!row) return std::nullopt;
    return lock_challenge(transaction, row->id<Challenge>(0));
}

std::optional<Challenge> lock_binding(Transaction& transaction, OpenBinding const& wanted, Time since) {
    auto const row =
        transaction.one(select_binding, wanted.account_id, since, wanted.kind, wanted.browser_key);
    if (!row) return std::nullopt;
    return lock_challenge(transaction, row->id<Challenge>(0));
}

void add_challenge(Transaction& transaction, Challenge& challenge, std::string const& secret,
                   Sealer const& sealer) {
    challenge.sealed_secret = sealer.seal(secret_context(challenge.id), secret);
    transaction.run(insert_challenge, challenge.id, stored_name(challenge.purpose), challenge.kind,
                    challenge.account_id, challenge.factor_id, challenge.browser_key.value_or(no_browser),
                    challenge.sealed_secret, challenge.lookup_key, challenge.made_at);
}

std::string secret_of(Challenge const& challenge, Sealer const& sealer) {
    auto secret = sealer.open(secret_context(challenge.id), challenge.sealed_secret);
    if (!secret) throw std::runtime_error("the secret of a challenge does not open with this key ring");
    return std::move(*secret);
}

bool spend_challenge(Transaction& transaction, Id<Challenge> const& id, Time now) {
    return transaction.run(update_spent, id, now) == 1;
}

bool use_challenge(Transaction& transaction, Id<Challenge> const& id, Time now) {
    return transaction.run(update_used, id, now) == 1;
}

void end_challenge(Transaction& transaction, Id<Challenge> const& id, Time now) {
    transaction.run(update_ended, id, now);
}

void end_challenges_of_factor(Transaction& transaction, Id<Factor> const& factor_id, Time now) {
    transaction.run(update_of_factor_ended, factor_id, now);
}

void end_challenges_of_account(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(update_all_ended, account_id, now);
}

void end_all_challenges(Transaction& transaction, Time now) {
    transaction.run(update_every_ended, now);
}

std::vector<Id<Challenge>> forget_challenges_of(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<Id<Challenge>> ids;
    for (auto const& row : transaction.all(delete_of_account, account_id))
        ids.push_back(row.id<Challenge>(0));
    return ids;
}

std::int64_t forget_challenges_before(Transaction& transaction, Time when) {
    return transaction.run(delete_before, when);
}

}  // namespace voordeur
