// SPDX-License-Identifier: EUPL-1.2
#include "sessions/new_sign_in_store.hpp"

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_newest =
    "SELECT id, account_id, made_at, begun, wrong_codes, signed_in_at FROM new_sign_in WHERE account_id = $1 "
    "ORDER BY made_at DESC LIMIT 1 FOR UPDATE";
constexpr std::string_view select_count =
    "SELECT count(*) FROM new_sign_in WHERE account_id = $1 AND made_at > $2 AND signed_in_at IS NULL";
constexpr std::string_view upsert =
    "INSERT INTO new_sign_in (id, account_id, token_hash, made_at, begun, wrong_codes, signed_in_at) VALUES "
    "($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET begun = "
    "excluded.begun, wrong_codes = excluded.wrong_codes, signed_in_at = excluded.signed_in_at";
constexpr std::string_view select_by_token =
    "SELECT id, account_id, made_at, begun, wrong_codes, signed_in_at FROM new_sign_in WHERE token_hash = $1 "
    "AND made_at > $2 AND disowned_at IS NULL";
constexpr std::string_view update_disowned =
    "UPDATE new_sign_in SET disowned_at = $2 WHERE id = $1 AND disowned_at IS NULL";
constexpr std::string_view select_of_account = "SELECT id FROM new_sign_in WHERE account_id = $1";
constexpr std::string_view delete_of_account = "DELETE FROM new_sign_in WHERE account_id = $1";
constexpr std::string_view delete_before = "DELETE FROM new_sign_in WHERE made_at < $1";

NewSignIn new_sign_in_from(Row const& row) {
    return {row.id<NewSignIn>(0),
            row.id<Account>(1),
            {row.time(2), row.number(3), row.number(4), row.maybe_time(5)}};
}

}  // namespace

std::optional<NewSignIn> newest_new_sign_in(Transaction& transaction, Id<Account> const& account_id) {
    auto const row = transaction.one(select_newest, account_id);
    return row ? std::optional(new_sign_in_from(*row)) : std::nullopt;
}

std::int64_t count_new_sign_ins_since(Transaction& transaction, Id<Account> const& account_id, Time since) {
    return transaction.one(select_count, account_id, since)->number(0);
}

void save_new_sign_in(Transaction& transaction, NewSignIn const& sign_in, LinkToken const& token) {
    auto const& facts = sign_in.facts;
    transaction.run(upsert, sign_in.id, sign_in.account_id, sha256_hex(token.reveal()), facts.made_at,
                    facts.begun, facts.wrong_codes, facts.signed_in_at);
}

std::optional<NewSignIn> find_new_sign_in(Transaction& transaction, std::string const& token, Time now) {
    auto const row = transaction.one(select_by_token, sha256_hex(token), now - new_sign_in_link_lasts);
    return row ? std::optional(new_sign_in_from(*row)) : std::nullopt;
}

bool disown_new_sign_in(Transaction& transaction, Id<NewSignIn> const& id, Time now) {
    return transaction.run(update_disowned, id, now) == 1;
}

std::vector<Id<NewSignIn>> forget_new_sign_ins_of(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<Id<NewSignIn>> ids;
    for (auto const& row : transaction.all(select_of_account, account_id))
        ids.push_back(row.id<NewSignIn>(0));
    transaction.run(delete_of_account, account_id);
    return ids;
}

std::int64_t forget_new_sign_ins_before(Transaction& transaction, Time when) {
    return transaction.run(delete_before, when);
}

}  // namespace voordeur
