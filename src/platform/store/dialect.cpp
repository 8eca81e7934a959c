// SPDX-License-Identifier: EUPL-1.2
#include "store/dialect.hpp"

#include <algorithm>

namespace voordeur {
namespace {

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string result;
    for (;;) {
        auto const found = text.find(from);
        result += text.substr(0, found);
        if (found == std::string_view::npos) return result;
        result += to;
        text.remove_prefix(found + from.size());
    }
}

constexpr std::string_view append_only = "-- append-only: ";

// Each such line, replaced by what `triggers` makes of the table's name.
std::string with_triggers(std::string_view text, std::string (*triggers)(std::string const& table)) {
    std::string result;
    for (;;) {
        auto const found = text.find(append_only);
        result += text.substr(0, found);
        if (found == std::string_view::npos) return result;
        auto const end = std::min(text.find('\n', found), text.size());
        auto const name = text.substr(found + append_only.size(), end - found - append_only.size());
        result += triggers(std::string(name));
        text.remove_prefix(end);
    }
}

std::string sqlite_triggers(std::string const& table) {
    auto const trigger = [&](std::string const& event) {
        return "CREATE TRIGGER " + table + "_no_" + event + " BEFORE " + event + " ON " + table +
               " BEGIN SELECT RAISE(ABORT, '" + table + " is append-only'); END;\n";
    };
    return trigger("UPDATE") + trigger("DELETE");
}

std::string postgres_triggers(std::string const& table) {
    return "CREATE FUNCTION " + table +
           "_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
           "EXCEPTION '" +
           table + " is append-only'; END $$;\nCREATE TRIGGER " + table +
           "_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON " + table +
           " FOR EACH STATEMENT EXECUTE FUNCTION " + table + "_append_only();\n";
}

}  // namespace

std::string without_row_locks(std::string_view sql) {
    return replaced(replaced(sql, " FOR UPDATE SKIP LOCKED", ""), " FOR UPDATE", "");
}

std::string sqlite_migration(std::string_view postgresql) {
    return with_triggers(replaced(replaced(postgresql, "BIGINT", "INTEGER"), "\n);", "\n) STRICT;"),
                         sqlite_triggers);
}

std::string postgres_migration(std::string_view postgresql) {
    return with_triggers(postgresql, postgres_triggers);
}

std::string postgres_grants(std::string_view role) {
    auto const name = "\"" + replaced(role, "\"", "\"\"") + "\"";
    return replaced(R"(DO $do$ BEGIN
EXECUTE format('GRANT USAGE ON SCHEMA %I TO ROLE', current_schema());
EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO ROLE', current_schema());
END $do$;
REVOKE UPDATE, DELETE ON audit_event, audit_chain, document, document_text FROM ROLE;
REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM ROLE;
)",
                    "ROLE", name);
}

}  // namespace voordeur
