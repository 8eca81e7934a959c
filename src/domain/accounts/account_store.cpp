// SPDX-License-Identifier: EUPL-1.2
#include "accounts/account_store.hpp"

#include <chrono>

#include "accounts/unused_rules.hpp"
#include "values/customer_number.hpp"
#include "values/sign_in_name.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select =
    "SELECT account.id, customer_number, email, account.name, language, password_hash, (SELECT count(*) FROM "
    "sign_in_name AS own WHERE own.account_id = account.id AND own.kind = 'email') FROM account ";
constexpr std::string_view by_id = "WHERE account.id = $1";
constexpr std::string_view by_customer_number = "WHERE customer_number = $1";
constexpr std::string_view at_mailbox = "WHERE email = $1 AND closed_at IS NULL ORDER BY made_at, id";
constexpr std::string_view by_email =
    "JOIN sign_in_name ON sign_in_name.account_id = account.id WHERE sign_in_name.kind = 'email' AND "
    "sign_in_name.name = $1";
constexpr std::string_view select_locked =
    "SELECT 1 FROM account WHERE id = $1 AND closed_at IS NULL FOR UPDATE";
constexpr std::string_view select_locked_name =
    "SELECT 1 FROM sign_in_name WHERE kind = 'email' AND name = $1 FOR UPDATE";
// One row each, whether or not there is such an account.
constexpr std::string_view select_counted_by_email =
    "SELECT coalesce((SELECT account_id FROM sign_in_name WHERE kind = 'email' AND name = $1), $1)";
constexpr std::string_view select_counted_by_number =
    "SELECT coalesce((SELECT id FROM account WHERE customer_number = $1), $1)";
constexpr std::string_view insert_account =
    "INSERT INTO account (id, customer_number, email, name, password_hash, language, identity, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::string_view insert_name =
    "INSERT INTO sign_in_name (kind, name, account_id, made_at) VALUES ('email', $1, $2, $3) ON CONFLICT "
    "(kind, name) DO NOTHING";
constexpr std::string_view select_name_since =
    "SELECT coalesce(sign_in_name.made_at, account.made_at) FROM sign_in_name JOIN account ON account.id = "
    "account_id WHERE account_id = $1 AND kind = 'email'";
// The customer number is unique, and the id is nobody's number.
constexpr std::string_view update_closed =
    "UPDATE account SET closed_at = $2, deletion_asked_at = NULL, customer_number = id, email = '', name = "
    "'', password_hash = '', passkey_handle = NULL WHERE id = $1 AND closed_at IS NULL";
constexpr std::string_view delete_names = "DELETE FROM sign_in_name WHERE account_id = $1";
constexpr std::string_view update_email = "UPDATE account SET email = $2 WHERE id = $1 AND closed_at IS NULL";
constexpr std::string_view delete_email_name =
    "DELETE FROM sign_in_name WHERE account_id = $1 AND kind = 'email'";
constexpr std::string_view update_password = "UPDATE account SET password_hash = $2 WHERE id = $1";
constexpr std::string_view select_recovered =
    "SELECT recovered_at, recovery_chose FROM account WHERE id = $1 AND recovered_at IS NOT NULL";
constexpr std::string_view update_recovered =
    "UPDATE account SET recovered_at = $2, recovery_chose = $3 WHERE id = $1";
constexpr std::string_view update_language =
    "UPDATE account SET language = $2 WHERE id = $1 AND language <> $2 AND closed_at IS NULL";
constexpr std::string_view select_origin =
    "SELECT made_at, identity FROM account WHERE id = $1 AND closed_at IS NULL";
constexpr std::string_view update_deletion =
    "UPDATE account SET deletion_asked_at = $2 WHERE id = $1 AND deletion_asked_at IS NULL AND closed_at IS "
    "NULL";
constexpr std::string_view update_no_deletion =
    "UPDATE account SET deletion_asked_at = NULL WHERE id = $1 AND deletion_asked_at IS NOT NULL AND "
    "closed_at IS NULL";
constexpr std::string_view select_deletion =
    "SELECT deletion_asked_at FROM account WHERE id = $1 AND closed_at IS NULL";
constexpr std::string_view select_to_delete =
    "SELECT id FROM account WHERE deletion_asked_at <= $1 AND closed_at IS NULL ORDER BY deletion_asked_at "
    "LIMIT $2";
constexpr std::string_view update_use =
    "UPDATE account SET used_at = $2, unused_told_at = NULL WHERE id = $1 AND (used_at IS NULL OR used_at < "
    "$3 OR unused_told_at IS NOT NULL)";
constexpr std::string_view select_use =
    "SELECT coalesce(used_at, made_at), unused_told_at FROM account WHERE id = $1 AND closed_at IS NULL";
constexpr std::string_view update_told = "UPDATE account SET unused_told_at = $2 WHERE id = $1";
constexpr std::string_view select_to_tell =
    "SELECT id FROM account WHERE coalesce(used_at, made_at) <= $1 AND closed_at IS NULL AND "
    "(unused_told_at IS NULL OR unused_told_at < coalesce(used_at, made_at) + $2) "
    "ORDER BY coalesce(used_at, made_at) LIMIT $3";
constexpr std::string_view select_to_close =
    "SELECT id FROM account WHERE coalesce(used_at, made_at) <= $1 AND closed_at IS NULL AND "
    "unused_told_at <= $2 AND unused_told_at >= coalesce(used_at, made_at) + $3 "
    "ORDER BY coalesce(used_at, made_at) LIMIT $4";
constexpr std::string_view insert_number =
    "INSERT INTO ended_customer_number (number_key, ended_at) VALUES ($1, $2) ON CONFLICT (number_key) DO "
    "NOTHING";
constexpr std::string_view select_number = "SELECT 1 FROM ended_customer_number WHERE number_key = $1";

std::string number_key(Mac const& mac, std::string const& number) {
    return mac.of("ended customer number", number);
}

Account account_from(Row const& row) {
    return {row.id<Account>(0),
            row.text(1),
            row.text(2),
            row.text(3),
            language_of(row.text(4)).value_or(Language::dutch),
            row.number(6) > 0};
}

std::optional<AccountPassword> password_from(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    return AccountPassword{account_from(*row), row->text(5)};
}

std::vector<Id<Account>> ids_of(std::vector<Row> const& rows) {
    std::vector<Id<Account>> ids;
    for (auto const& row : rows) ids.push_back(row.id<Account>(0));
    return ids;
}

std::optional<Account> maybe_account(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    return account_from(*row);
}

}  // namespace

std::string Account::key() const {
    if (has_email_name) return email;
    auto const number = CustomerNumber::parse(customer_number);
    return number ? number->grouped() : customer_number;
}

SealContext account_password_context(Id<Account> const& account_id) {
    return {"account", "password_hash", account_id.text()};
}

std::optional<Account> find_account_by_customer_number(Transaction& transaction, std::string const& number) {
    return maybe_account(transaction.one(joined<select, by_customer_number>, number));
}

std::optional<AccountPassword> find_sign_in(Transaction& transaction, std::string const& name) {
    return password_from(is_address(name) ? transaction.one(joined<select, by_email>, name)
                                          : transaction.one(joined<select, by_customer_number>, name));
}

std::string counted_as(Transaction& transaction, std::string const& name) {
    auto const row = is_address(name) ? transaction.one(select_counted_by_email, name)
                                      : transaction.one(select_counted_by_number, name);
    return row.value().text(0);
}

std::vector<Account> accounts_at(Transaction& transaction, std::string const& email) {
    std::vector<Account> accounts;
    for (auto const& row : transaction.all(joined<select, at_mailbox>, email))
        accounts.push_back(account_from(row));
    return accounts;
}

std::optional<AccountPassword> find_password(Transaction& transaction, Id<Account> const& account_id) {
    return password_from(transaction.one(joined<select, by_id>, account_id));
}

bool lock_account(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(select_locked, account_id).has_value();
}

bool lock_email_name(Transaction& transaction, std::string const& email) {
    return transaction.one(select_locked_name, email).has_value();
}

std::optional<StoredRecovered> find_recovered(Transaction& transaction, Id<Account> const& account_id) {
    auto const row = transaction.one(select_recovered, account_id);
    if (!row) return std::nullopt;
    return StoredRecovered{row->time(0), row->text(1)};
}

void note_recovered(Transaction& transaction, Id<Account> const& account_id,
                    StoredRecovered const& recovered) {
    transaction.run(update_recovered, account_id, recovered.at, recovered.chose);
}

bool add_account(Transaction& transaction, NewAccount const& fresh, Sealer const& sealer, Time now) {
    auto const& account = fresh.account;
    transaction.run(insert_account, account.id, account.customer_number, account.email, account.name,
                    sealer.seal(account_password_context(account.id), fresh.password_hash),
                    code_of(account.language), stored_name(fresh.identity), now);
    return transaction.run(insert_name, account.email, account.id, now) == 1;
}

bool close_account(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(delete_names, account_id);
    return transaction.run(update_closed, account_id, now) == 1;
}

bool replace_email(Transaction& transaction, Id<Account> const& account_id, std::string const& email,
                   Time now) {
    if (transaction.run(update_email, account_id, email) != 1) return false;
    transaction.run(delete_email_name, account_id);
    transaction.run(insert_name, email, account_id, now);
    return true;
}

std::optional<Time> email_name_since(Transaction& transaction, Id<Account> const& account_id) {
    auto const row = transaction.one(select_name_since, account_id);
    return row ? std::optional(row->time(0)) : std::nullopt;
}

bool save_language(Transaction& transaction, Id<Account> const& account_id, Language language) {
    return transaction.run(update_language, account_id, code_of(language)) == 1;
}

std::optional<AccountOrigin> find_origin(Transaction& transaction, Id<Account> const& account_id) {
    auto const row = transaction.one(select_origin, account_id);
    if (!row) return std::nullopt;
    return AccountOrigin{row->time(0), identity_proof_from(std::string_view(row->text(1)))};
}

bool ask_deletion(Transaction& transaction, Id<Account> const& account_id, Time now) {
    return transaction.run(update_deletion, account_id, now) == 1;
}

bool stop_deletion(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.run(update_no_deletion, account_id) == 1;
}

std::optional<Time> deletion_asked_at(Transaction& transaction, Id<Account> const& account_id) {
    auto const row = transaction.one(select_deletion, account_id);
    return row ? row->maybe_time(0) : std::nullopt;
}

std::vector<Id<Account>> accounts_to_delete(Transaction& transaction, Time asked_before, std::int64_t most) {
    return ids_of(transaction.all(select_to_delete, asked_before, most));
}

void note_account_use(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(update_use, account_id, now, now - std::chrono::days(1));
}

std::optional<AccountUse> find_account_use(Transaction& transaction, Id<Account> const& account_id) {
    auto const row = transaction.one(select_use, account_id);
    if (!row) return std::nullopt;
    return AccountUse{row->time(0), row->maybe_time(1)};
}

void note_unused_told(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(update_told, account_id, now);
}

std::vector<Id<Account>> unused_accounts_to_tell(Transaction& transaction, std::chrono::years unused_for,
                                                 Time now, std::int64_t most) {
    return ids_of(transaction.all(select_to_tell, unused_to_tell(unused_for, now),
                                  told_after_use(unused_for).count(), most));
}

std::vector<Id<Account>> unused_accounts_to_close(Transaction& transaction, std::chrono::years unused_for,
                                                  Time now, std::int64_t most) {
    return ids_of(transaction.all(select_to_close, now - unused_for, now - unused_is_told_before,
                                  told_after_use(unused_for).count(), most));
}

void keep_customer_number(Transaction& transaction, Mac const& mac, std::string const& number, Time now) {
    transaction.run(insert_number, number_key(mac, number), now);
}

bool was_customer_number(Transaction& transaction, Mac const& mac, std::string const& number) {
    return transaction.one(select_number, number_key(mac, number)).has_value();
}

void save_password_hash(Transaction& transaction, Id<Account> const& account_id, std::string const& encoded,
                        Sealer const& sealer) {
    transaction.run(update_password, account_id, sealer.seal(account_password_context(account_id), encoded));
}

}  // namespace voordeur
