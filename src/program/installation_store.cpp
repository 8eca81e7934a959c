// SPDX-License-Identifier: EUPL-1.2
#include "installation_store.hpp"

#include "store/dialect.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_check = "SELECT value FROM setting WHERE name = 'key_check'";
constexpr std::string_view insert_check =
    "INSERT INTO setting (name, value) VALUES ('key_check', $1) ON CONFLICT (name) DO NOTHING";
constexpr std::string_view select_checks = "SELECT value FROM setting WHERE name = 'key_checks'";
constexpr std::string_view upsert_checks =
    "INSERT INTO setting (name, value) VALUES ('key_checks', $1) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

std::optional<std::string> check_in(Transaction& transaction) {
    auto const row = transaction.one(select_check);
    if (!row) return std::nullopt;
    return row->text(0);
}

}  // namespace

std::optional<std::string> stored_key_check(Database& database) {
    return database.read([](Transaction& transaction) { return check_in(transaction); });
}

std::optional<std::string> stored_key_checks(Database& database) {
    return database.read([](Transaction& transaction) -> std::optional<std::string> {
        auto const row = transaction.one(select_checks);
        if (!row) return std::nullopt;
        return row->text(0);
    });
}

void store_key_checks(Database& database, std::string const& check_values) {
    database.transaction([&](Transaction& transaction) { transaction.run(upsert_checks, check_values); });
}

std::string store_key_check_once(Database& database, std::string const& check_value) {
    return database.transaction([&](Transaction& transaction) {
        transaction.run(insert_check, check_value);
        return check_in(transaction).value();
    });
}

std::optional<std::string> damage_of_sqlite(Database& database) {
    auto const found = database.read(
        [](Transaction& transaction) { return transaction.one("PRAGMA integrity_check(1)")->text(0); });
    return found == "ok" ? std::nullopt : std::optional(found);
}

std::string database_user(Database& database) {
    return database.read(
        [](Transaction& transaction) { return transaction.one("SELECT current_user")->text(0); });
}

void grant_to_server(Database& owner, std::string const& user) {
    owner.execute_script(postgres_grants(user));
}

}  // namespace voordeur
