// SPDX-License-Identifier: EUPL-1.2
// A forger who has the database, all rights in it and not the key ring: on both databases.
#include "audit/audit_chain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "audit/audit.hpp"
#include "support/contract_database.hpp"

namespace voordeur {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Time const now = from_stored(1'800'000'000'000);

class AuditChain : public testing::TestWithParam<std::string> {
  protected:
    AuditChain() : contract_(GetParam()) {
        for (int i = 1; i <= 5; ++i) record("account-" + std::to_string(i), now + std::chrono::seconds(i));
        chain();
    }

    Database& database() { return contract_.database(); }

    void record(std::string const& object, Time at) {
        database().transaction([&](Transaction& transaction) {
            record_event(transaction,
                         {.type = AuditType::sign_in_password,
                          .actor = Actor(Id<Account>(object), "203.0.113.7"),
                          .object = Id<Account>(object)},
                         at, contract_.random());
        });
    }
    std::size_t chain() { return chain_audit_events(database(), contract_.mac()); }

    AuditVerdict verify(std::optional<AuditHead> const& written_down = std::nullopt) {
        return verify_audit_log(database(), contract_.mac(), written_down);
    }

    // What the triggers refuse the forger has taken away first.
    void forge(std::string const& sql) {
        if (!is_disarmed_) {
            is_disarmed_ = true;
            database().execute_script(
                database().is_sqlite()
                    ? "DROP TRIGGER audit_event_no_update; DROP TRIGGER audit_event_no_delete; "
                      "DROP TRIGGER audit_chain_no_update; DROP TRIGGER audit_chain_no_delete"
                    : "DROP TRIGGER audit_event_append_only ON audit_event; "
                      "DROP TRIGGER audit_chain_append_only ON audit_chain");
        }
        database().execute_script(sql);
    }

    static std::string event(int number) {
        return "(SELECT event_id FROM audit_chain WHERE number = " + std::to_string(number) + ")";
    }

  private:
    ContractDatabase contract_;
    bool is_disarmed_ = false;
};

TEST_P(AuditChain, IsWhole) {
    auto const verdict = verify(audit_head(database()));
    EXPECT_THAT(verdict.problems, IsEmpty());
    EXPECT_EQ(verdict.events, 5);
    EXPECT_EQ(verdict.head.number, 5);
    EXPECT_EQ(AuditHead::parse(verdict.head.text()), verdict.head);
}

TEST_P(AuditChain, RefusesToChangeOrRemoveARow) {
    for (auto const* sql : {"UPDATE audit_event SET user_id = 'nobody'", "DELETE FROM audit_event",
                            "UPDATE audit_chain SET hash = ''", "DELETE FROM audit_chain"})
        EXPECT_THROW(database().execute_script(sql), StoreError) << sql;
    EXPECT_THAT(verify().problems, IsEmpty());
}

TEST_P(AuditChain, ShowsAChangedRow) {
    forge("UPDATE audit_event SET participant_object_id = 'account-9' WHERE event_id = " + event(3));
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("Number 3 ")));
}

TEST_P(AuditChain, ShowsAMissingEvent) {
    forge("DELETE FROM audit_event WHERE event_id = " + event(2));
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("Number 2 ")));
}

TEST_P(AuditChain, ShowsAMissingLink) {
    forge("DELETE FROM audit_event WHERE event_id = " + event(2) +
          "; DELETE FROM audit_chain WHERE number = 2");
    EXPECT_THAT(verify().problems, ElementsAre("The numbers 2 to 2 are missing."));
}

TEST_P(AuditChain, ShowsWhatWasPutElsewhere) {
    forge(
        "UPDATE audit_chain SET number = 99 WHERE number = 2; UPDATE audit_chain SET number = 2 WHERE "
        "number = 4; UPDATE audit_chain SET number = 4 WHERE number = 99");
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("Number 2 "), HasSubstr("Number 3 "),
                                               HasSubstr("Number 4 "), HasSubstr("Number 5 ")));
}

TEST_P(AuditChain, ShowsWhatWasCutOff) {
    forge("DELETE FROM audit_event WHERE event_id = " + event(5) +
          "; DELETE FROM audit_chain WHERE number = 5");
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("ends at number 4")));
}

// Who also writes an older head into the database is found by the head in the server's log.
TEST_P(AuditChain, ShowsWhatWasCutOffAlthoughTheHeadWasToo) {
    auto const logged = audit_head(database());
    forge("DELETE FROM audit_event WHERE event_id = " + event(5) +
          "; DELETE FROM audit_chain WHERE number = 5; UPDATE setting SET value = '4 ' || (SELECT hash FROM "
          "audit_chain WHERE number = 4) WHERE name = 'audit_head'");
    EXPECT_THAT(verify().problems, IsEmpty());
    EXPECT_THAT(verify(logged).problems, ElementsAre(HasSubstr(logged.text())));
}

TEST_P(AuditChain, ShowsWhatWasAddedPastIt) {
    forge(
        "INSERT INTO audit_event SELECT 'forged', event_date_time, event_type_code, event_action_code, "
        "event_outcome_indicator, user_id, role_id_code, network_access_point_id, "
        "participant_object_type_code, participant_object_id, practice_id FROM audit_event LIMIT 1");
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("1 events are not in the chain")));
}

TEST_P(AuditChain, ShowsWhatIsGoneBeforeItWasChained) {
    record("account-6", now);
    EXPECT_EQ(verify().waiting, 1);
    forge("DELETE FROM audit_event WHERE participant_object_id = 'account-6'");
    EXPECT_THAT(verify().problems, ElementsAre(HasSubstr("1 events are missing")));
}

TEST_P(AuditChain, IsMadeByManyChainersAsByOne) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            for (int n = 0; n < 10; ++n) {
                record("racer-" + std::to_string(i), now + std::chrono::minutes(n));
                chain();
            }
        });
    threads.clear();
    chain();
    auto const verdict = verify();
    EXPECT_THAT(verdict.problems, IsEmpty());
    EXPECT_EQ(verdict.events, 45);
    EXPECT_EQ(verdict.waiting, 0);
}

TEST_P(AuditChain, IsExportedByDay) {
    record("account-6", now + std::chrono::days(1));
    chain();
    std::vector<nlohmann::json> lines;
    export_audit_log(database(), now, now + std::chrono::hours(1),
                     [&](std::string const& line) { lines.push_back(nlohmann::json::parse(line)); });
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines[0]["event_date_time"], "2027-01-15T08:00:01.000Z");
    EXPECT_EQ(lines[0]["event_outcome_indicator"], 0);
    EXPECT_EQ(lines[0]["participant_object_id"], "account-1");
    EXPECT_TRUE(lines[0]["practice_id"].is_null());
}

INSTANTIATE_TEST_SUITE_P(Databases, AuditChain, testing::ValuesIn(contract_databases()),
                         [](auto const& database_of) {
                             return database_of.param.starts_with("sqlite") ? "SQLite" : "PostgreSQL";
                         });

TEST(AuditHead, IsReadAsItIsWritten) {
    EXPECT_EQ(AuditHead::parse("0:"), AuditHead{});
    for (auto const* wrong : {"", "12", "12:", "x:00", "12:xyz", "-1:", "12:00"})
        EXPECT_FALSE(AuditHead::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace voordeur
