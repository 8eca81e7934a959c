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

// Five years by the database's own clock, which whoever has the server's role cannot set: the law's least,
// whatever a configuration says. A link goes after its line only.
constexpr std::string_view old_lines_may_go = "-- old lines may go";

constexpr std::string_view sqlite_old_lines = R"(DROP TRIGGER audit_event_no_DELETE;
CREATE TRIGGER audit_event_no_DELETE BEFORE DELETE ON audit_event
WHEN OLD.event_date_time > CAST(strftime('%s', 'now', '-5 years') AS INTEGER) * 1000
BEGIN SELECT RAISE(ABORT, 'audit_event is append-only for five years'); END;
DROP TRIGGER audit_chain_no_DELETE;
CREATE TRIGGER audit_chain_no_DELETE BEFORE DELETE ON audit_chain
WHEN EXISTS (SELECT 1 FROM audit_event WHERE event_id = OLD.event_id)
BEGIN SELECT RAISE(ABORT, 'audit_chain is append-only for five years'); END;
)";

// The names that the functions use are no others than PostgreSQL's, whatever search_path the session has.
constexpr std::string_view postgres_old_lines = R"(CREATE FUNCTION audit_event_old_may_go() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ BEGIN
IF OLD.event_date_time > extract(epoch FROM clock_timestamp() - interval '5 years') * 1000 THEN
RAISE EXCEPTION 'audit_event is append-only for five years'; END IF;
RETURN OLD; END $$;
CREATE FUNCTION audit_chain_old_may_go() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ DECLARE is_there boolean; BEGIN
EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.audit_event WHERE event_id = $1)', TG_TABLE_SCHEMA)
INTO is_there USING OLD.event_id;
IF is_there THEN RAISE EXCEPTION 'audit_chain is append-only for five years'; END IF;
RETURN OLD; END $$;
DROP TRIGGER audit_event_append_only ON audit_event;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR TRUNCATE ON audit_event
FOR EACH STATEMENT EXECUTE FUNCTION audit_event_append_only();
CREATE TRIGGER audit_event_old_may_go BEFORE DELETE ON audit_event
FOR EACH ROW EXECUTE FUNCTION audit_event_old_may_go();
DROP TRIGGER audit_chain_append_only ON audit_chain;
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR TRUNCATE ON audit_chain
FOR EACH STATEMENT EXECUTE FUNCTION audit_chain_append_only();
CREATE TRIGGER audit_chain_old_may_go BEFORE DELETE ON audit_chain
FOR EACH ROW EXECUTE FUNCTION audit_chain_old_may_go();
)";

}  // namespace

std::string without_row_locks(std::string_view sql) {
    return replaced(replaced(sql, " FOR UPDATE SKIP LOCKED", ""), " FOR UPDATE", "");
}

std::string sqlite_migration(std::string_view postgresql) {
    auto const tables = replaced(replaced(postgresql, "BIGINT", "INTEGER"), "\n);", "\n) STRICT;");
    return with_triggers(replaced(tables, old_lines_may_go, sqlite_old_lines), sqlite_triggers);
}

std::string postgres_migration(std::string_view postgresql) {
    return with_triggers(replaced(postgresql, old_lines_may_go, postgres_old_lines), postgres_triggers);
}

std::string postgres_grants(std::string_view role) {
    auto const name = "\"" + replaced(role, "\"", "\"\"") + "\"";
    return replaced(R"(DO $do$ BEGIN
EXECUTE format('GRANT USAGE ON SCHEMA %I TO ROLE', current_schema());
EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO ROLE', current_schema());
END $do$;
REVOKE UPDATE ON audit_event, audit_chain FROM ROLE;
REVOKE UPDATE, DELETE ON document, document_text FROM ROLE;
REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM ROLE;
)",
                    "ROLE", name);
}

}  // namespace voordeur
