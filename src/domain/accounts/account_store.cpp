// SPDX-License-Identifier: EUPL-1.2
#include "accounts/account_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select =
    "SELECT account.id, customer_number, email, account.name, language, password_hash FROM account ";
constexpr std::string_view by_id = "WHERE account.id = $1";
constexpr std::string_view by_customer_number = "WHERE customer_number = $1";
constexpr std::string_view by_email =
    "JOIN sign_in_name ON sign_in_name.account_id = account.id WHERE sign_in_name.kind = 'email' AND "
    "sign_in_name.name = $1";
constexpr std::string_view select_locked =
    "SELECT 1 FROM account WHERE id = $1 AND closed_at IS NULL FOR UPDATE";
constexpr std::string_view select_exists = "SELECT 1 FROM sign_in_name WHERE kind = 'email' AND name = $1";
constexpr std::string_view insert_account =
    "INSERT INTO account (id, customer_number, email, name, password_hash, language, identity, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::string_view insert_name =
    "INSERT INTO sign_in_name (kind, name, account_id) VALUES ('email', $1, $2)";
// The customer number is unique, and the id is nobody's number.
constexpr std::string_view update_closed =
    "UPDATE account SET closed_at = $2, customer_number = id, email = '', name = '', password_hash = '', "
    "passkey_handle = NULL "
    "WHERE "
    "id = $1 AND closed_at IS NULL";
constexpr std::string_view delete_names = "DELETE FROM sign_in_name WHERE account_id = $1";
constexpr std::string_view update_password = "UPDATE account SET password_hash = $2 WHERE id = $1";

Account account_from(Row const& row) {
    return {row.id<Account>(0), row.text(1), row.text(2), row.text(3),
            language_of(row.text(4)).value_or(Language::dutch)};
}

std::optional<AccountPassword> password_from(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    return AccountPassword{account_from(*row), row->text(5)};
}

std::optional<Account> maybe_account(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    return account_from(*row);
}

}  // namespace

SealContext account_password_context(Id<Account> const& account_id) {
    return {"account", "password_hash", account_id.text()};
}

std::optional<Account> find_account_by_customer_number(Transaction& transaction, std::string const& number) {
    return maybe_account(transaction.one(joined<select, by_customer_number>, number));
}

std::optional<AccountPassword> find_sign_in(Transaction& transaction, std::string const& email) {
    return password_from(transaction.one(joined<select, by_email>, email));
}

std::optional<AccountPassword> find_password(Transaction& transaction, Id<Account> const& account_id) {
    return password_from(transaction.one(joined<select, by_id>, account_id));
}

bool lock_account(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(select_locked, account_id).has_value();
}

bool has_account(Transaction& transaction, std::string const& email) {
    return transaction.one(select_exists, email).has_value();
}

void add_account(Transaction& transaction, NewAccount const& fresh, Sealer const& sealer, Time now) {
    auto const& account = fresh.account;
    transaction.run(insert_account, account.id, account.customer_number, account.email, account.name,
                    sealer.seal(account_password_context(account.id), fresh.password_hash),
                    code_of(account.language), stored_name(fresh.identity), now);
    transaction.run(insert_name, account.email, account.id);
}

bool close_account(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(delete_names, account_id);
    return transaction.run(update_closed, account_id, now) == 1;
}

void save_password_hash(Transaction& transaction, Id<Account> const& account_id, std::string const& encoded,
                        Sealer const& sealer) {
    transaction.run(update_password, account_id, sealer.seal(account_password_context(account_id), encoded));
}

}  // namespace voordeur
