// SPDX-License-Identifier: EUPL-1.2
#include "installation_store.hpp"

#include "base/number.hpp"
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

constexpr std::string_view select_setting = "SELECT value FROM setting WHERE name = $1";
constexpr std::string_view upsert_setting =
    "INSERT INTO setting (name, value) VALUES ($1, $2) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

std::string setting_of(ProxyFault fault) {
    switch (fault) {
        case ProxyFault::unreadable_address:
            return "proxy_fault.unreadable_address";
        case ProxyFault::no_address:
            return "proxy_fault.no_address";
        case ProxyFault::plain_http:
            break;
    }
    return "proxy_fault.plain_http";
}

// "1795500000000 10.0.0.5"
std::optional<NotedProxyFault> noted_from(ProxyFault fault, std::string const& text) {
    auto const space = text.find(' ');
    auto const at = whole_number(text.substr(0, space));
    if (space == std::string::npos || !at) return std::nullopt;
    return NotedProxyFault{fault, text.substr(space + 1), from_stored(*at)};
}

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

std::string sentence_of(ProxyFault fault) {
    switch (fault) {
        case ProxyFault::unreadable_address:
            return "it writes what is no address in X-Forwarded-For, so all behind it count as one network, "
                   "and hold each other up; let it write the visitor's address, as docs/proxy shows.";
        case ProxyFault::no_address:
            return "it sends no X-Forwarded-For, so all behind it count as one network, and hold each other "
                   "up; let it send the visitor's address, as docs/proxy shows.";
        case ProxyFault::plain_http:
            break;
    }
    return "it passes on what came over http (X-Forwarded-Proto), so links and passwords go readable; let it "
           "lead http to https, as docs/proxy shows.";
}

void note_proxy_fault(Database& database, NotedProxyFault const& noted) {
    auto const text = std::to_string(to_stored(noted.seen_at)) + " " + noted.proxy;
    database.transaction(
        [&](Transaction& transaction) { transaction.run(upsert_setting, setting_of(noted.fault), text); });
}

std::vector<NotedProxyFault> noted_proxy_faults(Database& database) {
    return database.read([](Transaction& transaction) {
        std::vector<NotedProxyFault> all;
        for (auto const fault : all_proxy_faults)
            if (auto const row = transaction.one(select_setting, setting_of(fault)))
                if (auto const noted = noted_from(fault, row->text(0))) all.push_back(*noted);
        return all;
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
