// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

// The check value of the key ring that this database is sealed with; nullopt before the first migration is
// over.
std::optional<std::string> stored_key_check(Database& database);
// Of every key, as KeyRing::check_values; nullopt: none were stored yet.
std::optional<std::string> stored_key_checks(Database& database);
void store_key_checks(Database& database, std::string const& check_values);
// Writes it unless there is one, and answers the one that is there.
std::string store_key_check_once(Database& database, std::string const& check_value);

// What SQLite finds wrong in its file; nullopt: nothing.
std::optional<std::string> damage_of_sqlite(Database& database);

// PostgreSQL: whom `database` is signed in as, and what that user may do, given by the owner of the tables.
std::string database_user(Database& database);
void grant_to_server(Database& owner, std::string const& user);

// What is wrong with the requests of a proxy.
enum class ProxyFault { unreadable_address, no_address, plain_http };
inline constexpr std::array all_proxy_faults{ProxyFault::unreadable_address, ProxyFault::no_address,
                                             ProxyFault::plain_http};
// What comes of it, and the mend.
std::string sentence_of(ProxyFault fault);

struct NotedProxyFault {
    ProxyFault fault;
    std::string proxy;  // the address that it comes from, or "unix"
    Time seen_at;
};
// The last one of each kind is kept.
void note_proxy_fault(Database& database, NotedProxyFault const& noted);
std::vector<NotedProxyFault> noted_proxy_faults(Database& database);

}  // namespace voordeur
