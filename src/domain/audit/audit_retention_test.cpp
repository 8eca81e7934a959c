// SPDX-License-Identifier: EUPL-1.2
// Lines that the law lets go, and who would use that to let others go: on both databases.
#include "audit/audit_retention.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "audit/audit_chain_store.hpp"
#include "support/audit_log_test.hpp"

namespace voordeur {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::seconds;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Time day(int year, unsigned month, unsigned of_month) {
    return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) /
                                 static_cast<int>(of_month));
}

// The databases refuse by their own clock what is younger than five years.
Time const long_ago = day(2016, 3, 1), lately = day(2026, 6, 1), line = day(2020, 1, 1);

// Six old lines, and four of lately.
class AuditRetentionTest : public AuditLog {
  protected:
    AuditRetentionTest() {
        for (int i = 1; i <= 6; ++i) record("old-" + std::to_string(i), long_ago + seconds(i));
        for (int i = 1; i <= 4; ++i) record("young-" + std::to_string(i), lately + seconds(i));
        chain();
    }

    std::int64_t end_some() { return AuditRetention(database(), mac(), writer()).end_some(line); }
    std::int64_t count(std::string const& of) {
        return database().read([&](Transaction& transaction) {
            return transaction.one("SELECT count(*) FROM " + of)->number(0);
        });
    }
    void note_ended() { AuditRetention(database(), mac(), writer()).note_ended(6, lately + days(1)); }
};

TEST(LinesMayGo, ADayAfterTheCalendarSays) {
    EXPECT_EQ(lines_may_go_before(day(2026, 11, 29) + seconds(7), months(60)),
              day(2021, 11, 28) + seconds(7));
    EXPECT_EQ(lines_may_go_before(day(2028, 2, 29), months(60)), day(2023, 2, 27));
    EXPECT_EQ(lines_may_go_before(day(2026, 1, 31), months(62)), day(2020, 11, 29));
    EXPECT_EQ(lines_may_go_before(day(2026, 11, 29), months(240)), day(2006, 11, 28));
}

TEST_P(AuditRetentionTest, TakesTheOldAndProvesTheRest) {
    auto const head = audit_head(database());
    EXPECT_EQ(end_some(), 6);
    EXPECT_EQ(end_some(), 0);
    EXPECT_EQ(count("audit_event"), 4);
    EXPECT_EQ(count("audit_chain"), 4);
    auto const verdict = verify({{head, "log"}});
    EXPECT_THAT(verdict.problems, IsEmpty());
    EXPECT_EQ(verdict.events, 4);
    EXPECT_EQ(verdict.head, head);
    EXPECT_EQ(verdict.begins_after.at.number, 6);
    EXPECT_EQ(verdict.begins_after.lines_until, long_ago + seconds(6));
    note_ended();
    chain();
    EXPECT_EQ(count("audit_event WHERE event_type_code = 'audit.lines_ended'"), 1);
    EXPECT_THAT(problems(), IsEmpty());
}

TEST_P(AuditRetentionTest, GoesOnWhereItEnded) {
    EXPECT_EQ(end_some(), 6);
    AuditRetention const retention(database(), mac(), writer());
    forge("UPDATE audit_event SET participant_object_id = participant_object_id");  // the clock of the tests
                                                                                    // is not the databases'
    EXPECT_EQ(retention.end_some(lately + seconds(3)), 2);
    EXPECT_EQ(verify().begins_after.at.number, 8);
    EXPECT_EQ(retention.end_some(lately + days(1)), 1);
    EXPECT_EQ(retention.end_some(lately + days(1)), 0) << "the last one stays: the chain goes on from it";
    EXPECT_THAT(problems(), IsEmpty());
    record("young-5", lately);
    chain();
    EXPECT_THAT(problems(), IsEmpty());
    EXPECT_EQ(verify().events, 2);
}

TEST_P(AuditRetentionTest, TakesALotInParts) {
    for (int i = 0; i < 450; ++i) record("later", lately + seconds(100 + i));
    while (chain() > 0) {
    }
    forge("UPDATE audit_event SET event_date_time = event_date_time");
    AuditRetention const retention(database(), mac(), writer());
    std::vector<std::int64_t> parts;
    while (auto const ended = retention.end_some(lately + days(1))) {
        parts.push_back(ended);
        EXPECT_THAT(problems(), IsEmpty());
    }
    EXPECT_THAT(parts, ElementsAre(200, 200, 59));
}

// Broken off in the middle of a step: nothing of it is done.
TEST_P(AuditRetentionTest, IsAllOrNothing) {
    struct KilledNow {};
    EXPECT_THROW(database().transaction([&](Transaction& transaction) {
        save_cut(transaction, {{6, std::string(64, 'a')}}, mac());
        remove_old_lines(transaction, {0, 6, line});
        throw KilledNow();
    }),
                 KilledNow);
    EXPECT_THAT(problems(), IsEmpty());
    EXPECT_EQ(verify().events, 10);
    EXPECT_EQ(end_some(), 6);
    EXPECT_THAT(problems(), IsEmpty());
}

TEST_P(AuditRetentionTest, KnowsHeadsOfWhatIsGone) {
    auto const old = database().read([](Transaction& transaction) {
        return AuditHead{3, hash_at(transaction, 3).value()};
    });
    auto const last = database().read([](Transaction& transaction) {
        return AuditHead{6, hash_at(transaction, 6).value()};
    });
    end_some();
    EXPECT_THAT(verify({{old, ""}, {last, ""}}).problems, IsEmpty());
    EXPECT_THAT(verify({KnownHead{{6, std::string(64, 'a')}, ""}}).problems,
                ElementsAre(HasSubstr("is not in the chain")));
    database().read([&](Transaction& transaction) {
        EXPECT_TRUE(is_in_chain(transaction, old, mac()));
        EXPECT_TRUE(is_in_chain(transaction, last, mac()));
        EXPECT_FALSE(is_in_chain(transaction, {6, std::string(64, 'a')}, mac()));
        EXPECT_FALSE(is_in_chain(transaction, {7, std::string(64, 'a')}, mac()));
    });
}

// A machine that was away for long knows a head of before.
TEST_P(AuditRetentionTest, TroublesNoMachineThatKnowsAnOldHead) {
    auto const old = database().read([](Transaction& transaction) {
        return AuditHead{3, hash_at(transaction, 3).value()};
    });
    std::filesystem::remove(head_file().path());
    head_file().write(old);
    end_some();
    record("young-5", lately);
    chain();
    EXPECT_THAT(problems(), IsEmpty());
}

// --- who would let others go

TEST_P(AuditRetentionTest, LetsNoYoungLineGo) {
    for (auto const* sql :
         {"DELETE FROM audit_event", "DELETE FROM audit_event WHERE participant_object_id = 'young-1'",
          "DELETE FROM audit_chain", "DELETE FROM audit_chain WHERE number = 1",
          "UPDATE audit_event SET event_date_time = 0", "UPDATE audit_chain SET number = -number"})
        EXPECT_THROW(database().execute_script(sql), StoreError) << sql;
    EXPECT_THAT(problems(), IsEmpty());
    database().execute_script("DELETE FROM audit_event WHERE participant_object_id = 'old-2'");
    EXPECT_THAT(problems(), Contains(HasSubstr("Number 2 "))) << "and what may go does not go unseen";
}

TEST_P(AuditRetentionTest, LooksIntoNoTableOfTheForger) {
    if (database().is_sqlite()) return;
    EXPECT_THROW(database().execute_script("CREATE TEMP TABLE audit_event (event_id text) ON COMMIT DROP; "
                                           "DELETE FROM audit_chain WHERE number = 9"),
                 StoreError);
    EXPECT_THAT(problems(), IsEmpty());
}

TEST_P(AuditRetentionTest, IsNotMovedByAForger) {
    end_some();
    forge("DELETE FROM audit_event WHERE event_id = " + event(7) +
          "; DELETE FROM audit_chain WHERE number = 7; UPDATE audit_cut SET number = 7");
    EXPECT_THAT(problems(), AllOf(Contains("Where the log begins was changed past Voordeur."),
                                  Contains("The numbers 1 to 7 are missing.")));
    EXPECT_EQ(end_some(), 0) << "and nothing more goes";
    forge("DELETE FROM audit_cut");
    EXPECT_THAT(problems(), Contains("The numbers 1 to 7 are missing."));
}

TEST_P(AuditRetentionTest, IsNotMovedBackByAForger) {
    auto const before = [&] {
        return database().read([](Transaction& transaction) {
            return transaction.one("SELECT number, hash, lines_until, is_marked, found, mac FROM audit_cut")
                .value();
        });
    };
    AuditRetention(database(), mac(), writer()).end_some(long_ago + seconds(3));
    auto const old = before();
    end_some();
    forge("UPDATE audit_cut SET number = 2, hash = '" + old.text(1) +
          "', lines_until = " + std::to_string(old.number(2)) + ", mac = '" + old.text(5) + "'");
    EXPECT_THAT(problems(), ElementsAre("The numbers 3 to 6 are missing."));
}

TEST_P(AuditRetentionTest, HidesNoLineBehindWhatIsGone) {
    end_some();
    forge("DELETE FROM audit_event WHERE event_id = " + event(8) +
          "; DELETE FROM audit_chain WHERE number = 8");
    EXPECT_THAT(problems(),
                ElementsAre("The numbers 8 to 8 are missing.", HasSubstr("wrote, number 8 is missing")));
    forge("UPDATE audit_cut_writer SET numbers = '1-8'");
    EXPECT_THAT(problems(), Contains(HasSubstr("wrote, number 1 to 6 are missing")))
        << "it is not ours any more";
}

TEST_P(AuditRetentionTest, LetsNoLineGoThatSaysItIsOld) {
    forge("UPDATE audit_event SET event_date_time = 1 WHERE participant_object_id = 'young-2'");
    EXPECT_EQ(end_some(), 6);
    EXPECT_EQ(count("audit_event WHERE participant_object_id = 'young-2'"), 1);
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("Number 8 ")));
}

// An old place is given to a young line, which is taken from its own.
TEST_P(AuditRetentionTest, LetsNoYoungLineGoInThePlaceOfAnOldOne) {
    auto const young = event_of("young-2");
    forge("DELETE FROM audit_chain WHERE event_id = " + young +
          "; UPDATE audit_chain SET event_id = " + young + " WHERE number = 3");
    end_some();
    EXPECT_EQ(count("audit_event WHERE participant_object_id = 'young-2'"), 1);
    EXPECT_THAT(problems(),
                AllOf(Contains(HasSubstr("Number 3 ")), Contains("The numbers 8 to 8 are missing.")));
}

TEST_P(AuditRetentionTest, PutsNoOldLineBack) {
    end_some();
    forge("INSERT INTO audit_chain (number, event_id, hash) VALUES (3, 'x', 'aa')");
    EXPECT_THAT(problems(), ElementsAre("Number 3 (event x) is before the beginning of the chain."));
}

// --- what was not right before it went

TEST_P(AuditRetentionTest, SaysForEverWhatWasNotRight) {
    forge("UPDATE audit_event SET user_id = 'x' WHERE event_id = " + event(2) +
          "; DELETE FROM audit_event WHERE " + "event_id = " + event(4) +
          "; DELETE FROM audit_chain WHERE number = 4");
    auto const before = problems();
    EXPECT_EQ(before.size(), 3U);
    EXPECT_EQ(end_some(), 5);
    EXPECT_EQ(count("audit_event"), 4);
    EXPECT_EQ(problems(), before);
    forge("UPDATE audit_cut SET found = ''");
    EXPECT_THAT(problems(), Contains("Where the log begins was changed past Voordeur."));
}

// Nothing after it says that it is old.
TEST_P(AuditRetentionTest, StaysWhereTheLastOldLineIsNotRight) {
    forge("UPDATE audit_event SET user_id = 'x' WHERE event_id = " + event(6));
    EXPECT_EQ(end_some(), 5);
    EXPECT_EQ(end_some(), 0);
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("Number 6 ")));
}

TEST_P(AuditRetentionTest, RemembersALineThatItsWriterMissed) {
    record("gone", long_ago);
    forge("DELETE FROM audit_pending; DELETE FROM audit_event WHERE participant_object_id = 'gone'");
    writer().look_after_last_lines(database(), long_ago);
    chain();
    auto const before = problems();
    EXPECT_THAT(before, ElementsAre(HasSubstr("wrote, number 11 is missing")));
    record("young-5", lately);
    chain();
    AuditRetention const retention(database(), mac(), writer());
    while (retention.end_some(lately + days(1)) > 0) {
    }
    EXPECT_EQ(count("audit_event"), 1);
    EXPECT_EQ(problems(), before);
}

// --- at the same time

TEST_P(AuditRetentionTest, IsWholeForWhoReadsMeanwhile) {
    for (int i = 0; i < 600; ++i) record("later", long_ago + days(1) + seconds(i));
    record("last", lately);
    while (chain() > 0) {
    }
    forge("UPDATE audit_event SET event_date_time = event_date_time");
    std::atomic<bool> is_done = false;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 2; ++i)
        threads.emplace_back([&] {
            AuditRetention const retention(database(), mac(), writer());
            while (!is_done) retention.end_some(lately + days(1));
        });
    for (int i = 0; i < 20; ++i) {
        record("beside", lately + seconds(i));
        chain();
        EXPECT_THAT(problems(), IsEmpty());
    }
    is_done = true;
    threads.clear();
    EXPECT_THAT(problems(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Databases, AuditRetentionTest, testing::ValuesIn(contract_databases()),
                         name_of_database);

}  // namespace
}  // namespace voordeur
