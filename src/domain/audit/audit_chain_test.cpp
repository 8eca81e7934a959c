// SPDX-License-Identifier: EUPL-1.2
// A forger who has the database, all rights in it and not the key ring: on both databases.
#include "audit/audit_chain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "audit/audit_export.hpp"
#include "support/audit_log_test.hpp"

namespace voordeur {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Time const now = audit_log_begins;

class AuditChain : public AuditLog {
  protected:
    AuditChain() {
        for (int i = 1; i <= 5; ++i) record("account-" + std::to_string(i), now + std::chrono::seconds(i));
        chain();
    }
};

TEST_P(AuditChain, IsWhole) {
    auto const verdict = verify({{audit_head(database()), "log"}});
    EXPECT_THAT(verdict.problems, IsEmpty());
    EXPECT_EQ(verdict.events, 5);
    EXPECT_EQ(verdict.waiting, 0);
    EXPECT_EQ(verdict.head.number, 5);
    EXPECT_EQ(AuditHead::parse(verdict.head.text()), verdict.head);
    EXPECT_EQ(head_file().read(), verdict.head);
}

TEST_P(AuditChain, IsWholeWhileLinesWait) {
    record("account-6", now);
    auto const verdict = verify();
    EXPECT_THAT(verdict.problems, IsEmpty());
    EXPECT_EQ(verdict.events, 5);
    EXPECT_EQ(verdict.waiting, 1);
}

// What is rolled back gives its number to the next.
TEST_P(AuditChain, IsWholeAfterStepsThatWereNotDone) {
    struct Broken {};
    EXPECT_THROW(database().transaction([&](Transaction& transaction) {
        record(transaction, "account-6", now);
        record(transaction, "account-7", now);
        throw Broken();
    }),
                 Broken);
    record("account-8", now);
    EXPECT_THAT(problems(), IsEmpty());
    chain();
    EXPECT_THAT(problems(), IsEmpty());
    EXPECT_EQ(verify().events, 6);
}

TEST_P(AuditChain, IsWholeWhenStepsFailBesideOthers) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            for (int n = 0; n < 25; ++n) try {
                    database().transaction([&](Transaction& transaction) {
                        record(transaction, "racer-" + std::to_string(i), now + std::chrono::minutes(n));
                        if ((i + n) % 3 == 0) throw std::runtime_error("not done");
                    });
                } catch (std::runtime_error const&) {
                }
        });
    threads.clear();
    EXPECT_THAT(problems(), IsEmpty());
    while (chain() > 0) {
    }
    EXPECT_THAT(problems(), IsEmpty());
}

TEST_P(AuditChain, RefusesToChangeOrRemoveARow) {
    for (auto const* sql : {"UPDATE audit_event SET user_id = 'nobody'", "DELETE FROM audit_event",
                            "UPDATE audit_chain SET hash = ''", "DELETE FROM audit_chain"})
        EXPECT_THROW(database().execute_script(sql), StoreError) << sql;
    EXPECT_THAT(verify().problems, IsEmpty());
}

TEST_P(AuditChain, ShowsAChangedRow) {
    forge("UPDATE audit_event SET participant_object_id = 'account-9' WHERE event_id = " + event(3));
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("Number 3 ")));
}

TEST_P(AuditChain, ShowsAMissingEvent) {
    forge("DELETE FROM audit_event WHERE event_id = " + event(2));
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("Number 2 "), HasSubstr("wrote, number 2 is missing")));
}

TEST_P(AuditChain, ShowsAMissingLink) {
    forge("DELETE FROM audit_event WHERE event_id = " + event(2) +
          "; DELETE FROM audit_chain WHERE number = 2");
    EXPECT_THAT(problems(), ElementsAre("The numbers 2 to 2 are missing.", HasSubstr("number 2 is missing")));
}

TEST_P(AuditChain, ShowsWhatWasPutElsewhere) {
    forge(
        "UPDATE audit_chain SET number = 99 WHERE number = 2; UPDATE audit_chain SET number = 2 WHERE "
        "number = 4; UPDATE audit_chain SET number = 4 WHERE number = 99");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("Number 2 "), HasSubstr("Number 3 "),
                                        HasSubstr("Number 4 "), HasSubstr("Number 5 ")));
}

// --- before a line is in the chain

TEST_P(AuditChain, ShowsAForgedLine) {
    forge(forged("forged"));
    EXPECT_THAT(problems(), ElementsAre("Event forged was added or changed past Voordeur."));
}

TEST_P(AuditChain, ShowsAForgedLineThatNoOtherComesBefore) {
    forge(forged(""));
    EXPECT_THAT(problems(), ElementsAre("Event  was added or changed past Voordeur."));
}

TEST_P(AuditChain, TakesNoForgedLine) {
    forge(forged("forged") + waits("forged"));
    EXPECT_THAT(problems(), ElementsAre("Event forged was added or changed past Voordeur."));
    chain();
    EXPECT_THAT(problems(), ElementsAre("Event forged was added or changed past Voordeur."));
    record("account-6", now);
    chain();
    EXPECT_EQ(verify().events, 6) << "the chain goes on";
}

// With the mark of another line, and as a line of before there were marks.
TEST_P(AuditChain, TakesNoLineWithAnothersMark) {
    forge(forged("forged", "writer, writer_number, writer_mac") + waits("forged") +
          forged("older", "NULL, NULL, NULL") + waits("older"));
    chain();
    EXPECT_EQ(verify().events, 5);
    EXPECT_THAT(problems(), ElementsAre("Event forged was added or changed past Voordeur.",
                                        "Event older was added or changed past Voordeur."));
}

TEST_P(AuditChain, ShowsAForgedLineThatSaysItIsInTheChain) {
    forge(forged("forged") + "INSERT INTO audit_chain (number, event_id, hash) VALUES (-1, 'forged', '')");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("Number -1 (event forged) is before the beginning")));
}

TEST_P(AuditChain, ShowsAForgedLink) {
    forge(forged("forged") + "INSERT INTO audit_chain (number, event_id, hash) VALUES (6, 'forged', 'aa')");
    record("account-6", now);
    chain();
    chain();
    EXPECT_THAT(problems(), AllOf(Contains(HasSubstr("Number 6 (event forged) was changed")),
                                  Contains(HasSubstr("says that the head was set back"))));
    EXPECT_EQ(verify().events, 7) << "the chain goes on";
}

TEST_P(AuditChain, ShowsALineThatWasChangedWhileItWaited) {
    record("account-6", now);
    forge("UPDATE audit_event SET participant_object_id = 'account-9' WHERE event_id = " +
          event_of("account-6"));
    EXPECT_THAT(problems(), Contains(HasSubstr("was added or changed past Voordeur")));
    chain();
    record("account-7", now);
    chain();
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("was added or changed past Voordeur"),
                                        HasSubstr("wrote, number 6 is missing")));
}

TEST_P(AuditChain, ShowsALineThatIsGoneWhileItsPlaceWaits) {
    record("account-6", now);
    forge("DELETE FROM audit_event WHERE participant_object_id = 'account-6'");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("which waits for its place in the chain, is gone")));
    chain();
    record("account-7", now);
    chain();
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("wrote, number 6 is missing")));
}

TEST_P(AuditChain, ShowsALineThatIsGoneWithItsPlace) {
    record("account-6", now);
    record("account-7", now);
    forge("DELETE FROM audit_pending WHERE event_id = " + event_of("account-6") +
          "; DELETE FROM audit_event WHERE participant_object_id = 'account-6'");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("wrote, number 6 is missing")));
    chain();
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("wrote, number 6 is missing")));
}

// No later number of the writer shows it; the writer does.
TEST_P(AuditChain, ShowsTheLastLineThatIsGone) {
    record("account-6", now);
    forge("DELETE FROM audit_pending WHERE event_id = " + event_of("account-6") +
          "; DELETE FROM audit_event WHERE participant_object_id = 'account-6'");
    EXPECT_THAT(problems(), IsEmpty()) << "nobody knows but the process that wrote it";
    EXPECT_FALSE(writer().look_after_last_lines(database(), now));
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("wrote, number 6 is missing")));
    chain();
    EXPECT_TRUE(writer().look_after_last_lines(database(), now));
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("wrote, number 6 is missing"))) << "told once";
    EXPECT_EQ(verify().events, 6);
}

TEST_P(AuditChain, LetsALineWaitAgainThatWasTakenOut) {
    record("account-6", now);
    forge("DELETE FROM audit_pending");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("was taken out of what waits")));
    EXPECT_FALSE(writer().look_after_last_lines(database(), now));
    chain();
    EXPECT_THAT(problems(), IsEmpty());
    EXPECT_EQ(verify().events, 6);
}

TEST_P(AuditChain, TakesNoOldLineTwice) {
    forge("INSERT INTO audit_pending (event_id) SELECT event_id FROM audit_chain WHERE number = 2");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("waits for the place that it has already")));
    record("account-6", now);
    chain();
    EXPECT_THAT(problems(), IsEmpty());
    EXPECT_EQ(verify().events, 6);
}

TEST_P(AuditChain, IsNotStoppedByWhatWaitsWithoutALine) {
    forge(waits("") + waits("0") + waits("gone"));
    record("account-6", now);
    chain();
    EXPECT_EQ(verify().events, 6);
}

// Who guesses passwords and has the database would else leave no trace of it.
TEST_P(AuditChain, IsNotKeptFromWritingByAForgedLine) {
    AuditEvent const refused{.type = AuditType::sign_in_password,
                             .outcome = Outcome::refused,
                             .actor = Actor(Id<Account>("account-1"), "203.0.113.7"),
                             .object = Id<Account>("account-1")};
    auto const refuse = [&](Time at) {
        database().transaction([&](Transaction& transaction) { writer().record(transaction, refused, at); });
    };
    auto const refusals = [&] {
        return database().read([](Transaction& transaction) {
            return transaction.one("SELECT count(*) FROM audit_event WHERE event_outcome_indicator = 4")
                ->number(0);
        });
    };
    refuse(now + std::chrono::minutes(5));
    refuse(now + std::chrono::minutes(5) + std::chrono::seconds(30));
    EXPECT_EQ(refusals(), 1) << "one a minute";
    forge(
        "INSERT INTO audit_event SELECT 'forged', event_date_time + 240000, event_type_code, "
        "event_action_code, event_outcome_indicator, user_id, role_id_code, network_access_point_id, "
        "participant_object_type_code, participant_object_id, practice_id, writer, writer_number, "
        "writer_mac FROM audit_event WHERE event_outcome_indicator = 4");
    refuse(now + std::chrono::minutes(9) + std::chrono::seconds(1));
    EXPECT_EQ(refusals(), 3) << "ours, the forged one, and ours again";
}

// --- the end of the chain

TEST_P(AuditChain, ShowsWhatWasCutOff) {
    forge("DELETE FROM audit_event WHERE event_id = " + event(5) +
          "; DELETE FROM audit_chain WHERE number = 5");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("ends at number 4")));
    record("account-6", now);
    chain();
    EXPECT_THAT(problems(), AllOf(Contains("The numbers 5 to 5 are missing."),
                                  Contains(HasSubstr("says that the head was set back"))))
        << "for ever";
}

std::string const head_of_4 =
    "UPDATE setting SET value = '4 ' || (SELECT hash FROM audit_chain WHERE number = 4) WHERE name = "
    "'audit_head'";
std::string const after_3 =
    "DELETE FROM audit_event WHERE event_id IN (SELECT event_id FROM audit_chain WHERE number > 3); DELETE "
    "FROM audit_chain WHERE number > 3; UPDATE setting SET value = '3 ' || (SELECT hash FROM audit_chain "
    "WHERE number = 3) WHERE name = 'audit_head'";

TEST_P(AuditChain, ShowsAHeadThatWasSetBack) {
    forge(head_of_4);
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("the chain goes on to number 5")));
    record("account-6", now);
    chain();
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("says that the head was set back"))) << "for ever";
}

TEST_P(AuditChain, ShowsAHeadThatIsGone) {
    forge("DELETE FROM setting WHERE name = 'audit_head'");
    EXPECT_THAT(problems(), ElementsAre("The head of the chain is gone."));
    record("account-6", now);
    chain();
    EXPECT_EQ(verify().events, 6) << "the chain goes on";
}

TEST_P(AuditChain, ShowsAHeadThatIsNone) {
    forge("UPDATE setting SET value = 'nonsense' WHERE name = 'audit_head'");
    EXPECT_THAT(problems(), ElementsAre("The head of the chain is gone."));
    forge("UPDATE setting SET value = '5 " + std::string(64, 'a') + "' WHERE name = 'audit_head'");
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("The head was set back")));
}

// Who sets the head back too leaves a shorter log that fits: only what is kept elsewhere shows it.
TEST_P(AuditChain, ShowsWhatWasCutOffAlthoughTheHeadWasToo) {
    auto const known = audit_head(database());
    forge(after_3);
    EXPECT_THAT(problems(), IsEmpty());
    EXPECT_THAT(verify({{known, "log"}}).problems, ElementsAre(HasSubstr(known.text() + ", which log has")));
    EXPECT_EQ(head_file().read(), known) << "and it is kept";
}

TEST_P(AuditChain, GoesOnWhereThisMachineKnowsThatItWas) {
    auto const known = audit_head(database());
    forge(after_3);
    record("account-6", now);
    chain();
    EXPECT_THAT(problems(), Contains("The numbers 4 to 5 are missing."));
    chain();
    EXPECT_THAT(problems(), Contains(HasSubstr("says that the head was set back; " + known.text())));
    EXPECT_EQ(audit_head(database()).number, 7);
}

// Another machine, or another folder, did not know.
TEST_P(AuditChain, ShowsThatItWasMadeAnewToWhoKnewTheOther) {
    auto knows = new_chainer();
    auto const known = audit_head(database());
    forge(after_3);
    AuditHeadFile const other_file(head_file().path().string() + "-other");
    for (auto const* object : {"account-6", "account-7"}) record(object, now);
    AuditChainer(database(), mac(), writer(), other_file).chain(now);
    std::filesystem::remove(other_file.path());
    record("account-8", now);
    knows.chain(now);
    knows.chain(now);
    EXPECT_THAT(problems(), Contains(HasSubstr("says that the head was set back; " + known.text())));
}

// --- lines of before there were marks

class AuditLogOfBefore : public AuditLog {
  protected:
    void add_old_line(std::string const& id) {
        database().execute_script("INSERT INTO audit_event VALUES ('" + id +
                                  "', 1800000000000, 'sign_in.password', 'E', 0, 'account-1', 'patient', "
                                  "NULL, 'account', 'account-1', NULL, NULL, NULL, NULL); " +
                                  waits(id));
    }
};

TEST_P(AuditLogOfBefore, IsTakenUntilTheFirstLineWithAMark) {
    for (auto const* id : {"old-1", "old-2"}) add_old_line(id);
    EXPECT_THAT(problems(), IsEmpty());
    chain();
    add_old_line("old-3");
    chain();
    EXPECT_EQ(verify().events, 3);
    record("account-6", now);
    chain();
    EXPECT_THAT(problems(), IsEmpty());
    add_old_line("old-4");
    EXPECT_THAT(problems(), ElementsAre("Event old-4 was added or changed past Voordeur."));
    chain();
    EXPECT_EQ(verify().events, 4);
    EXPECT_THAT(problems(), ElementsAre("Event old-4 was added or changed past Voordeur."));
}

TEST_P(AuditLogOfBefore, IsNotTakenAgainWhereTheChainWasRemoved) {
    record("account-6", now);
    chain();
    forge("DELETE FROM audit_chain; UPDATE setting SET value = '0 ' WHERE name = 'audit_head'");
    add_old_line("old-1");
    chain();
    EXPECT_EQ(verify().events, 0);
    EXPECT_THAT(problems(), Contains("Event old-1 was added or changed past Voordeur."));
}

TEST_P(AuditChain, IsMadeByManyChainersAsByOne) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            auto chainer = new_chainer();
            for (int n = 0; n < 10; ++n) {
                record("racer-" + std::to_string(i), now + std::chrono::minutes(n));
                chainer.chain(now);
                EXPECT_THAT(problems(), IsEmpty());
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
    record("account-0", now - std::chrono::milliseconds(1));
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

INSTANTIATE_TEST_SUITE_P(Databases, AuditChain, testing::ValuesIn(contract_databases()), name_of_database);
INSTANTIATE_TEST_SUITE_P(Databases, AuditLogOfBefore, testing::ValuesIn(contract_databases()),
                         name_of_database);

TEST(AuditHead, IsReadAsItIsWritten) {
    EXPECT_EQ(AuditHead::parse("0:"), AuditHead{});
    for (auto const* wrong : {"", "12", "12:", "x:00", "12:xyz", "-1:", "12:00"})
        EXPECT_FALSE(AuditHead::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace voordeur
