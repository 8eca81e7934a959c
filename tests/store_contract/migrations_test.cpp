// SPDX-License-Identifier: EUPL-1.2
// Which servers may serve a schema that is newer than theirs: those that every migration says may.
#include <gtest/gtest.h>

#include "configuration/config_test_folder.hpp"
#include "support/contract_database.hpp"

namespace voordeur {
namespace {

class Migrations : public testing::TestWithParam<std::string> {
  protected:
    // A program that knows those up to this one.
    static std::vector<Migration> known_to(int newest) {
        auto all = contract_migrations();
        for (int number = ours() + 1; number <= newest; ++number) all.push_back({number, "later", ""});
        std::erase_if(all, [&](Migration const& each) { return each.number > newest; });
        return all;
    }
    // What a later release brings, with what it says of those that serve.
    void apply(std::string_view first, std::string_view second = "") {
        std::vector<Migration> later{{ours() + 1, "first", first}};
        if (!second.empty()) later.push_back({ours() + 2, "second", second});
        EXPECT_EQ(migrate(contract_.database(), later, from_stored(1)), static_cast<int>(later.size()));
    }
    SchemaState state(int newest) { return schema_state(contract_.database(), known_to(newest)); }
    static int ours() { return contract_migrations().back().number; }
    static std::string may_serve(int number) {
        return "-- why\n-- may still serve: " + std::to_string(number) + "\nSELECT 1;\n";
    }

    ContractDatabase contract_{GetParam()};
};

TEST_P(Migrations, NobodyServesWhatSaysNothing) {
    EXPECT_EQ(state(ours()), SchemaState::current);
    apply("SELECT 1;\n");
    EXPECT_EQ(state(ours()), SchemaState::newer);
    EXPECT_EQ(state(ours() + 1), SchemaState::current);
    EXPECT_EQ(state(ours() + 2), SchemaState::older);
}

TEST_P(Migrations, WhoIsNamedServes) {
    auto const first = may_serve(ours());
    apply(first);
    EXPECT_EQ(state(ours()), SchemaState::served);
    EXPECT_EQ(state(ours() - 1), SchemaState::newer);
    EXPECT_EQ(state(ours() + 1), SchemaState::current);
}

TEST_P(Migrations, EveryOneMustSaySo) {
    auto const first = may_serve(ours()), second = may_serve(ours() + 1);
    apply(first, second);
    EXPECT_EQ(state(ours()), SchemaState::newer);
    EXPECT_EQ(state(ours() + 1), SchemaState::served);
}

TEST_P(Migrations, AnEarlierOneThatSaysNothingIsNotMadeGoodByALaterOne) {
    auto const second = may_serve(ours());
    apply("SELECT 1;\n", second);
    EXPECT_EQ(state(ours()), SchemaState::newer);
    EXPECT_EQ(state(ours() + 1), SchemaState::served);
}

// Somebody's hand, or a release that knows nothing of this.
TEST_P(Migrations, WhatIsSaidOfAnotherMigrationDoesNotCount) {
    auto const first = may_serve(ours());
    apply(first);
    contract_.database().transaction([&](Transaction& transaction) {
        transaction.run("INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, 'hand', 1)",
                        ours() + 2);
    });
    EXPECT_EQ(state(ours()), SchemaState::newer);
    EXPECT_EQ(state(ours() + 1), SchemaState::newer);
}

TEST_P(Migrations, NoSenseIsNotApplied) {
    for (auto const& said :
         {may_serve(0), may_serve(ours() + 2), std::string("\n-- may still serve: all\nSELECT 1;")}) {
        std::vector<Migration> const later{{ours() + 1, "first", said}};
        EXPECT_THROW(migrate(contract_.database(), later, from_stored(1)), std::logic_error);
    }
    EXPECT_EQ(state(ours()), SchemaState::current);
}

// Documents of before versions were kept, and who accepted them.
TEST(MigrationOfDocuments, KeepsWhatWasAcceptedAndAsksNobody) {
    constexpr int before_versions = 14;
    ConfigTestFolder const folder;
    auto const database = Database::open({.url = "sqlite:" + (folder / "voordeur.db").string()});
    auto all = contract_migrations();
    auto earlier = all;
    std::erase_if(earlier, [](Migration const& migration) { return migration.number > before_versions; });
    migrate(*database, earlier, from_stored(1));
    database->execute_script(
        "INSERT INTO practice VALUES ('p', 'p', 'P', NULL, NULL, 0, 1);"
        "INSERT INTO patient (id, practice_id, name, email, birth_date, postcode, made_at) VALUES ('x', 'p', "
        "'X', "
        "'x', '1948-03-07', '1234AB', 1);"
        "INSERT INTO registration (id, practice_id, patient_id, customer_number, invited_at, expires_at) "
        "VALUES "
        "('r', 'p', 'x', '1', 1, 1);"
        "INSERT INTO account (id, customer_number, email, name, password_hash, language, identity, made_at) "
        "VALUES "
        "('a', '1', 'x', 'X', '', 'nl', 'details', 1);"
        "INSERT INTO document VALUES ('t1', 'terms', '1', 'nl', 'h', 1), ('e1', 'terms', '1', 'en', 'h', 1), "
        "('t2', 'terms', '2', 'nl', 'h', 2), ('p1', 'privacy', '1', 'nl', 'h', 1);"
        "INSERT INTO acceptance VALUES ('a', 't1', 'r', 7), ('a', 'p1', 'r', 7);");
    migrate(*database, all, from_stored(1));
    auto const lines = database->read([](Transaction& transaction) {
        std::vector<std::string> found;
        for (auto const& row : transaction.all(
                 "SELECT document.id || ' ' || number || ' ' || asks || ' ' || coalesce(registration_id || "
                 "accepted_at, '-') FROM document LEFT JOIN acceptance ON document_id = document.id ORDER BY "
                 "document.id"))
            found.push_back(row.text(0));
        return found;
    });
    EXPECT_EQ(lines, (std::vector<std::string>{"e1 1 0 -", "p1 1 0 r7", "t1 1 0 r7", "t2 2 0 -"}));
}

INSTANTIATE_TEST_SUITE_P(Databases, Migrations, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
