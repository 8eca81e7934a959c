// SPDX-License-Identifier: EUPL-1.2
#include <iostream>

#include "configuration/sections.hpp"

namespace voordeur {
namespace {

constexpr std::string_view sqlite = "sqlite:";
constexpr std::string_view postgresql = "postgresql://";

bool is_sqlite(std::string_view url) {
    return url.starts_with(sqlite);
}

std::string read_url(Section const& section, std::filesystem::path const& data_dir) {
    auto const url = section.text_or("url", default_database_url(data_dir));
    if (!is_sqlite(url) && !url.starts_with(postgresql))
        section.refuse("url", "must be sqlite:FILE or postgresql://user@host/name.");
    if (url == sqlite || url == postgresql) section.refuse("url", "names no database.");
    return is_sqlite(url) ? std::string(sqlite) + section.resolved(url.substr(sqlite.size())).string() : url;
}

std::string read_password(Section const& section, std::string_view key) {
    auto const file = section.text(key);
    return file ? section.line_of_file(key, *file) : "";
}

// Who may not read the file gets it from who may: sudo cat FILE | sudo -u voordeur voordeur migrate …
std::string read_owner_password(Section const& section) {
    constexpr std::string_view key = "migrate_password_file";
    if (section.text(key) != "-") return read_password(section, key);
    std::string line;
    if (!std::getline(std::cin, line) || line.empty())
        section.refuse(key, "is \"-\", so give migrate the password on its standard input.");
    return line;
}

}  // namespace

std::string default_database_url(std::filesystem::path const& data_dir) {
    return std::string(sqlite) + (data_dir / "voordeur.db").string();
}

DatabaseSettings read_database(Section const& section, std::filesystem::path const& data_dir) {
    DatabaseSettings database;
    database.url = read_url(section, data_dir);
    if (section.has("password_file") && is_sqlite(database.url))
        section.refuse("password_file", "is for postgresql:// only; leave it out.");
    database.password = Secret<DatabasePasswordTag>(read_password(section, "password_file"));
    database.connections = section.number_or("connections", database.connections, {1, 1000});
    return database;
}

std::optional<DatabaseSettings> read_database_owner(Section const& section, DatabaseSettings const& server,
                                                    DatabaseOwner asked_for) {
    DatabaseSettings owner;
    owner.url = section.text_or("migrate_url", "");
    if (owner.url.empty()) return std::nullopt;
    if (is_sqlite(server.url)) section.refuse("migrate_url", "is for postgresql:// only; leave it out.");
    if (!owner.url.starts_with(postgresql))
        section.refuse("migrate_url", "must be postgresql://user@host/name.");
    if (asked_for == DatabaseOwner::not_asked_for) return std::nullopt;
    owner.password = Secret<DatabasePasswordTag>(read_owner_password(section));
    owner.connections = 1;
    return owner;
}

}  // namespace voordeur
