// SPDX-License-Identifier: EUPL-1.2
// How both databases would find the rows of every statement: by an index, whatever the tables hold. What a
// page, a worker or a command reads whole is listed here, with its reason.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <regex>

#include "support/contract_database.hpp"
#include "support/source_statements.hpp"

namespace voordeur {
namespace {

// Hold few rows by nature, however many patients there are.
constexpr std::string_view small_tables[] = {"practice",         "document",      "document_text", "setting",
                                             "schema_migration", "audit_pending", "audit_cut",     "client",
                                             "client_address",   "signing_key"};

// Statements that read a table whole. No page runs one.
struct Whole {
    std::string_view begins;
    std::string_view why;
};
constexpr Whole read_whole[] = {
    {"SELECT event.event_id, link.number, waiting.event_id",
     "`audit verify` compares the log with its chain, page by page: PostgreSQL may join them whole"},
    {"SELECT waiting.event_id, link.number",
     "the chainer and `audit verify`: what waits, which PostgreSQL may join whole"},
    {"SELECT link.number, link.hash, link.event_id",
     "`audit verify` and `audit export` read the log from a number on"},
    {"SELECT writer, numbers, mac FROM audit_cut_writer",
     "`audit verify`: a row for each process that wrote"},
    {"SELECT kind || ' ' || state AS name",
     "the command `messages`: those that wait, by the index of no others"},
    {"SELECT practice.slug, count(*) FROM sms_sent", "the command `messages`, of two days"},
    {"SELECT country, count(*) FROM sms_sent", "the command `messages`, of two days"},
    {"SELECT kind, count(*), min(made_at) FROM message",
     "/metrics: the waiting ones, by the index that holds no others"},
    {"SELECT message.kind, message.purpose",
     "the command `messages`: the waiting ones, by the index that holds no others"},
    {"SELECT name, email, birth_date, postcode, (SELECT count(*)", "the demo, which has few patients"},
    {"UPDATE challenge SET ended_at = $1 WHERE ended_at IS NULL", "the command `restore`: a day of them"},
    {"SELECT document_id, count(*) FROM acceptance", "the command `document list`"},
    {"SELECT count(*) FROM account WHERE closed_at IS NULL AND (SELECT max(number)",
     "the command `document list`"},
    {"SELECT rp_id, count(*)", "the start, and the command `check`"},
    {"UPDATE factor SET ended_at = $2 WHERE ended_at IS NULL AND id IN", "the command `forget-passkeys`"},
    {"DELETE FROM passkey WHERE rp_id", "the command `forget-passkeys`"},
    {"DELETE FROM passkey_question WHERE answered_at <", "the sweeper: an hour"},
    {"DELETE FROM client_assertion WHERE expires_at <", "the sweeper: an hour"},
    {"UPDATE client_grant SET ended_at = $2 WHERE client_id", "the command `client remove`: a month of them"},
    {"DELETE FROM known_browser", "the command `restore`: of every account"},
    {"UPDATE recovery SET ended_at = $1, ended_by = $2 WHERE committed_at IS NULL", "the command `restore`"},
    {"UPDATE recovery_link SET ended_at = $1 WHERE kind = 'enter'", "the command `restore`"},
    {"SELECT id, phone FROM patient WHERE id >", "`migrate`: telephones that lie readable"},
    {"DELETE FROM challenge WHERE made_at <", "the sweeper, hourly: it leaves a day of them"},
    {"DELETE FROM sms_sent WHERE made_at <", "the sweeper: two days"},
    {"DELETE FROM throttle WHERE last_failure_at <", "the sweeper: a day"},
    {"DELETE FROM visit WHERE expires_at <", "the sweeper: a day"},
    {"UPDATE super_pin SET ended_at = made_at",
     "the sweeper: the pending ones, by the index that holds no others"},
};

bool may_read_whole(std::string const& sql, std::string const& table) {
    auto const is_begin = [&](Whole const& whole) { return sql.starts_with(whole.begins); };
    return std::ranges::find(small_tables, table) != std::end(small_tables) ||
           std::ranges::any_of(read_whole, is_begin);
}

// A plan is one line a step.
using Plan = std::vector<std::string>;

std::vector<std::string> column(std::vector<Row> const& rows, std::size_t number) {
    std::vector<std::string> texts;
    for (auto const& row : rows) texts.push_back(row.text(number));
    return texts;
}

std::size_t parameters_of(std::string const& sql) {
    static std::regex const parameter(R"(\$(\d+))");
    std::size_t most = 0;
    for (std::sregex_iterator match(sql.begin(), sql.end(), parameter), end; match != end; ++match)
        most = std::max(most, static_cast<std::size_t>(std::stoul((*match)[1])));
    return most;
}

Plan sqlite_plan(Transaction& transaction, std::string const& sql) {
    std::array<std::nullptr_t, 32> const nulls{};  // more than any statement has
    auto const explain = [&](auto const&... values) {
        return transaction.all("EXPLAIN QUERY PLAN " + sql, values...);
    };
    return column(std::apply(explain, nulls), 3);
}

// One way to a table's rows, and whether all of them are looked at.
struct Step {
    bool is_whole = false;
    std::string table;
    std::string index;
};

// An index that is read from its first entry to its last has no condition below it.
std::vector<Step> postgres_steps(Plan const& plan) {
    static std::regex const step(
        R"(.*(Seq Scan|Index Scan|Index Only Scan|Bitmap Index Scan)( using (\w+))? on (\w+).*)");
    std::vector<Step> steps;
    for (auto line = plan.begin(); line != plan.end(); ++line) {
        std::smatch match;
        if (!std::regex_match(*line, match, step)) continue;
        auto const holds = [](std::string_view words) {
            return [words](std::string const& text) { return text.find(words) != std::string::npos; };
        };
        auto const next = std::find_if(line + 1, plan.end(), holds("->"));
        auto const index = match[1] == "Bitmap Index Scan" ? match[4] : match[3];
        steps.push_back({std::none_of(line, next, holds("Index Cond:")), match[4], index});
    }
    return steps;
}

Plan plan_for_any_values(Transaction& transaction, std::string const& sql) {
    std::string nulls;
    for (std::size_t i = 0; i < parameters_of(sql); ++i) nulls += i == 0 ? "(NULL" : ", NULL";
    if (!nulls.empty()) nulls += ")";
    transaction.script("PREPARE planned AS " + sql);
    auto plan = column(transaction.all("EXPLAIN (COSTS OFF) EXECUTE planned" + nulls), 0);
    transaction.script("DEALLOCATE planned");
    return plan;
}

bool is_constraint(Transaction& transaction, std::string const& index) {
    return transaction.one("SELECT 1 FROM pg_constraint WHERE conname = $1", index).has_value();
}

// An empty table would be read whole, were that not forbidden; and an index of one costs the same whole as
// searched, so that whatever is read whole is taken away, and PostgreSQL asked again.
Plan postgres_plan(Transaction& transaction, std::string const& sql) {
    transaction.script(
        "SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan; SAVEPOINT before");
    for (;;) {
        auto const plan = plan_for_any_values(transaction, sql);
        auto const steps = postgres_steps(plan);
        auto const whole = std::ranges::find_if(steps, [&](Step const& step) {
            return step.is_whole && !step.index.empty() && !is_constraint(transaction, step.index);
        });
        if (whole == steps.end()) {
            transaction.script("ROLLBACK TO before");
            return plan;
        }
        transaction.script("DROP INDEX " + whole->index);
    }
}

std::string table_of_alias(std::string const& sql, std::string const& alias) {
    std::smatch match;
    if (std::regex_search(sql, match, std::regex("(\\w+) AS " + alias + "\\b"))) return match[1];
    return alias;
}

// Tables whose rows are all looked at. An index that SQLite would make for the one statement reads its table
// too.
std::vector<std::string> whole_in_sqlite(std::string const& sql, Plan const& plan) {
    static std::regex const step(R"((SCAN|SEARCH) (\w+)( .*)?)");
    std::vector<std::string> tables;
    for (auto const& line : plan) {
        std::smatch match;
        if (!std::regex_match(line, match, step) || match[2] == "CONSTANT") continue;
        if (match[1] == "SCAN" || match[3].str().find("AUTOMATIC") != std::string::npos)
            tables.push_back(table_of_alias(sql, match[2]));
    }
    return tables;
}

std::vector<std::string> whole_in_postgres(Plan const& plan) {
    std::vector<std::string> tables;
    for (auto const& step : postgres_steps(plan))
        if (step.is_whole) tables.push_back(step.table);
    return tables;
}

class Plans : public testing::TestWithParam<std::string> {
  protected:
    Plan plan_of(std::string const& sql) {
        return contract_.database().transaction([&](Transaction& transaction) {
            return GetParam() == "sqlite" ? sqlite_plan(transaction, sql) : postgres_plan(transaction, sql);
        });
    }
    std::vector<std::string> whole_tables(std::string const& sql, Plan const& plan) const {
        return GetParam() == "sqlite" ? whole_in_sqlite(sql, plan) : whole_in_postgres(plan);
    }

  private:
    ContractDatabase contract_{GetParam()};
};

std::string lines(Plan const& plan) {
    std::string text;
    for (auto const& line : plan) text += "\n    " + line;
    return text;
}

TEST_P(Plans, EveryStatementFindsItsRowsByAnIndex) {
    static auto const statements = source_statements(std::filesystem::path(VOORDEUR_SOURCE_DIR) / "src");
    EXPECT_GT(statements.size(), 100u);
    for (auto const& [file, sql] : statements) {
        if (sql == "SELECT current_user") continue;  // PostgreSQL only, and of no table
        auto const plan = plan_of(sql);
        for (auto const& table : whole_tables(sql, plan))
            EXPECT_TRUE(may_read_whole(sql, table))
                << file << " reads all of " << table << ":\n  " << sql << lines(plan);
    }
}

// Else the test above may have stopped seeing anything.
TEST_P(Plans, AStatementWithoutAnIndexIsSeen) {
    std::string const sql = "SELECT id FROM patient WHERE name = $1";
    EXPECT_EQ(whole_tables(sql, plan_of(sql)), std::vector<std::string>{"patient"});
    std::string const ordered = "SELECT id FROM patient WHERE name = $1 ORDER BY id";
    EXPECT_EQ(whole_tables(ordered, plan_of(ordered)), std::vector<std::string>{"patient"});
    std::string const found = "SELECT id FROM patient WHERE id = $1";
    EXPECT_TRUE(whole_tables(found, plan_of(found)).empty());
}

INSTANTIATE_TEST_SUITE_P(Databases, Plans, testing::ValuesIn(contract_databases()),
                         [](auto const& parameter) { return parameter.param; });

}  // namespace
}  // namespace voordeur
