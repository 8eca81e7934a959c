// SPDX-License-Identifier: EUPL-1.2
// Sixteen threads at once at what a recovery does once, through the functions that the pages call.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <thread>

#include "recoveries/draft.hpp"
#include "recoveries/prove_code.hpp"
#include "recoveries/recover.hpp"
#include "recoveries/recovery_link_store.hpp"
#include "recoveries/stop_sms.hpp"
#include "support/contract_recovery.hpp"

namespace voordeur {
namespace {

constexpr int racers = 16;
Time const now = from_stored(1'800'000'000'000);

class RecoveryRace : public testing::TestWithParam<std::string> {
  protected:
    template <class Step>
    auto in_database(Step&& step) {
        return contract_.database().transaction(std::forward<Step>(step));
    }
    static Recovering browser(int i) { return {"browser " + std::to_string(i), "192.0.2.9", now}; }

    // With a password to be chosen, or with a wait to begin.
    Recovery draft(int i, Proofs const& proofs) {
        Recovery const fresh{new_id<Recovery>(now, contract_.random()), account_, browser(i).browser_key,
                             now};
        in_database([&](Transaction& transaction) {
            add_recovery(transaction, fresh);
            for (auto const proof : {Proof::mailbox, Proof::phone, Proof::super_pin})
                if (proofs.has(proof)) note_proof(transaction, fresh.id, proof, now);
        });
        return fresh;
    }

    // How many of them are told that it was theirs.
    int winners(std::function<bool(int)> const& step) {
        std::atomic<int> won = 0;
        std::latch all_there(racers);
        std::vector<std::jthread> threads;
        for (int i = 0; i < racers; ++i)
            threads.emplace_back([&, i] {
                all_there.arrive_and_wait();
                if (step(i)) ++won;
            });
        threads.clear();
        return won;
    }
    bool commits(int browser_of, std::string const& hash) {
        return std::holds_alternative<AccountRecovered>(recover(recovery_.rooms, browser(browser_of), hash));
    }
    std::string password_hash() {
        return in_database([&](Transaction& transaction) {
            auto const stored = find_password(transaction, account_).value();
            return contract_.sealer().open(account_password_context(account_), stored.sealed_hash).value();
        });
    }
    std::int64_t count(std::string const& of) {
        return in_database([&](Transaction& transaction) {
            return transaction.one("SELECT count(*) FROM " + of)->number(0);
        });
    }

    ContractDatabase contract_{GetParam()};
    ContractRecovery recovery_{contract_};
    Id<Account> const account_ = contract_.add_account("patient@post.example", now);
};

TEST_P(RecoveryRace, OneDraftIsCommittedOnce) {
    draft(0, {Proof::mailbox, Proof::phone});
    EXPECT_EQ(winners([&](int i) { return commits(0, "hash " + std::to_string(i)); }), 1);
    EXPECT_EQ(count("message WHERE purpose = 'recovery_done'"), 1);
}

TEST_P(RecoveryRace, OfManyDraftsOneIsCommitted) {
    for (int i = 0; i < racers; ++i) draft(i, {Proof::mailbox, Proof::phone});
    std::atomic<int> winner = -1;
    EXPECT_EQ(winners([&](int i) {
                  auto const won = commits(i, "hash " + std::to_string(i));
                  if (won) winner = i;
                  return won;
              }),
              1);
    EXPECT_EQ(password_hash(), "hash " + std::to_string(winner)) << "of the one that was told so";
    EXPECT_EQ(count("recovery WHERE committed_at IS NOT NULL"), 1);
    EXPECT_EQ(count("recovery WHERE committed_at IS NULL AND ended_at IS NULL"), 0);
}

TEST_P(RecoveryRace, OneDraftWaitsOnce) {
    draft(0, {Proof::mailbox, Proof::super_pin});
    EXPECT_EQ(winners([&](int) {
                  return std::holds_alternative<WaitBegun>(begin_recovery_wait(recovery_.rooms, browser(0)));
              }),
              1);
    EXPECT_EQ(count("message WHERE purpose = 'recovery_waits'"), 1);
}

// Either it was stopped in time, and nothing was done; or it was done, and the stop comes afterwards.
TEST_P(RecoveryRace, AStopAndACommitAtOnceAreOneAfterTheOther) {
    auto const fresh = draft(0, {Proof::mailbox, Proof::phone});
    auto const token = new_link_token(contract_.random());
    in_database([&](Transaction& transaction) {
        add_stop_link(transaction, {account_, fresh.id}, token, now);
    });
    std::atomic<int> commits_done = 0, stops = 0;
    winners([&](int i) {
        if (i % 2 == 0) {
            if (commits(0, "hash")) ++commits_done;
        } else if (std::holds_alternative<Stopped>(
                       stop_recovery(recovery_.rooms, token.reveal(), "192.0.2.9", now))) {
            ++stops;
        }
        return true;
    });
    EXPECT_EQ(commits_done + stops, 1);
}

TEST_P(RecoveryRace, ATelephoneIsStoppedOnce) {
    auto const phone = PhoneNumber::from_e164("+31612345678");
    in_database([&](Transaction& transaction) {
        add_factor(transaction,
                   {new_id<Factor>(now, contract_.random()), account_, SmsFactor::kind, phone.e164(),
                    recovery_.sms.phone_key(phone)},
                   contract_.sealer(), now);
    });
    draft(0, {Proof::mailbox});
    EXPECT_EQ(winners([&](int) { return stop_sms_in_draft(recovery_.rooms, browser(0)); }), 1);
    EXPECT_EQ(count("message WHERE purpose = 'sms_stopped'"), 1);
}

TEST_P(RecoveryRace, APaperCodeProvesOnce) {
    auto const code = in_database([&](Transaction& transaction) {
        auto const made = recovery_.paper_codes.make_set(transaction, {account_, "set-up"}, now);
        auto const codes = recovery_.paper_codes.codes_of(made);
        EXPECT_TRUE(recovery_.paper_codes.activate(transaction, made, now));
        return codes.front().reveal();
    });
    for (int i = 0; i < racers; ++i) draft(i, {Proof::mailbox});
    EXPECT_EQ(winners([&](int i) {
                  auto const outcome =
                      prove_paper_code(recovery_.rooms, browser(i), PaperCode::parse(code).value());
                  auto const* answer = std::get_if<AnswerOutcome>(&outcome);
                  return answer != nullptr && std::holds_alternative<AnswerRight>(*answer);
              }),
              1);
}

// A wait that somebody else began with less, and whose hour comes first, stands in nobody's way.
TEST_P(RecoveryRace, AStrangersSoonerWaitHidesNobodys) {
    using std::chrono::hours;
    Proofs const own{Proof::mailbox, Proof::super_pin}, strangers{Proof::phone, Proof::super_pin};
    auto const first = draft(0, own), other = draft(1, strangers);
    in_database([&](Transaction& transaction) {
        begin_wait(transaction, first.id, {now + hours(24), own});
        begin_wait(transaction, other.id, {now + hours(1), strangers});
        auto const found = find_waiting_recovery(transaction, account_, own, now + hours(25));
        EXPECT_EQ(found.value().id, first.id);
        auto const both = find_waiting_recovery(
            transaction, account_, {Proof::mailbox, Proof::phone, Proof::super_pin}, now + hours(25));
        EXPECT_EQ(both.value().id, other.id) << "who proves both has the sooner";
    });
}

INSTANTIATE_TEST_SUITE_P(Databases, RecoveryRace, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
