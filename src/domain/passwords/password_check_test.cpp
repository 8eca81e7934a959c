// SPDX-License-Identifier: EUPL-1.2
// What a try costs, on both databases: who guesses, who is sent away by a full gate, and who knows the
// password.
#include "passwords/password_check.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <sstream>
#include <thread>
#include <vector>

#include "base/overloaded.hpp"
#include "support/contract_database.hpp"

namespace voordeur {
namespace {

Time const now = from_stored(1'800'000'000'000);
constexpr char const* email = "patient@post.example";
constexpr char const* password = "paard fiets wolk tuinstoel";
HashingCost const cheap{8, 1};

enum class Answer { right, wrong, wait, busy };

class PasswordTries : public testing::TestWithParam<std::string> {
  protected:
    PasswordTries() : contract_(GetParam()) {
        auto const id = contract_.add_account(email, now);
        PasswordHasher hasher(cheap, {});
        contract_.database().transaction([&](Transaction& transaction) {
            save_password_hash(transaction, id, hasher.hash(password).value(), contract_.sealer());
        });
    }

    Answer answer(PasswordHasher& hasher, std::string const& typed, Time at = now,
                  std::string const& network = "203.0.113.7") {
        PasswordCheck const check({contract_.database(), contract_.sealer(), contract_.mac(), hasher}, {});
        PasswordAttempt const attempt{name_, Password::from_typed(typed).value(), network, std::nullopt};
        return std::visit(
            overloaded{[](PasswordRight const&) { return Answer::right; },
                       [](PasswordWrong) { return Answer::wrong; }, [](PasswordWait) { return Answer::wait; },
                       [](PasswordBusy) { return Answer::busy; }},
            check.check(attempt, at));
    }

    std::string customer_number() {
        return contract_.database().read([](Transaction& transaction) {
            return find_sign_in(transaction, email).value().account.customer_number;
        });
    }

    std::string throttle_rows() {
        std::string rows;
        contract_.database().read([&](Transaction& transaction) {
            for (auto const& row :
                 transaction.all("SELECT bucket, failures, wait_until FROM throttle ORDER BY bucket"))
                rows += row.text(0) + " " + row.text(1) + " " + row.text(2) + "\n";
        });
        return rows;
    }

    std::string name_ = email;  // as it is typed
    PasswordHasher open_{cheap, {1, 64, std::chrono::seconds(30)}};
    PasswordHasher full_{cheap, {0, 0, std::chrono::milliseconds(0)}};

  private:
    ContractDatabase contract_;
};

// Filling the gate once gave a guesser all tries back.
TEST_P(PasswordTries, AFullGateForgivesNothing) {
    for (int i = 0; i < 6; ++i) EXPECT_EQ(answer(open_, "wrong " + std::to_string(i)), Answer::wrong);
    auto const later = now + std::chrono::seconds(3);
    auto const before = throttle_rows();
    EXPECT_EQ(answer(full_, "another guess", later), Answer::busy);
    EXPECT_EQ(answer(open_, password, later), Answer::right);
    EXPECT_EQ(answer(open_, "wrong 7", later), Answer::wrong);
    EXPECT_NE(before.find(" 6 "), std::string::npos) << before;
    EXPECT_NE(throttle_rows().find(" 7 "), std::string::npos)
        << "the account's own count: " << throttle_rows();
}

// Who knows both of its names has no more tries than who knows one.
TEST_P(PasswordTries, AreCountedTogetherUnderBothNames) {
    auto const number = customer_number();
    auto const as = [&](std::string const& name, std::string const& typed, Time at = now) {
        name_ = name;
        return answer(open_, typed, at);
    };
    EXPECT_EQ(as(number, "wrong"), Answer::wrong);
    auto const once = throttle_rows();
    EXPECT_EQ(as(email, "wrong"), Answer::wrong);
    EXPECT_EQ(throttle_rows(), once) << "the same input twice";
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(as(i % 2 ? number : email, "wrong " + std::to_string(i)), Answer::wrong);
    EXPECT_EQ(as(email, password), Answer::wait);
    EXPECT_EQ(as(number, password), Answer::wait);
    EXPECT_EQ(as(number, password, now + std::chrono::minutes(20)), Answer::right);
}

// What nobody has waits after as many, each name for itself.
TEST_P(PasswordTries, OfANameThatNobodyHasAreCountedLikewise) {
    for (std::string const name : {"nobody@post.example", "0000000000"}) {
        name_ = name;
        for (int i = 0; i < 6; ++i)
            EXPECT_EQ(answer(open_, "wrong " + std::to_string(i)), Answer::wrong) << name << i;
        EXPECT_EQ(answer(open_, "wrong 7"), Answer::wait) << name;
    }
}

TEST_P(PasswordTries, AFullGateTakesNoTry) {
    for (int i = 0; i < 20; ++i) EXPECT_EQ(answer(full_, "guess " + std::to_string(i)), Answer::busy);
    EXPECT_EQ(answer(open_, password), Answer::right);
}

TEST_P(PasswordTries, WhoMustWaitAddsNothing) {
    for (int i = 0; i < 6; ++i) answer(open_, "wrong " + std::to_string(i));
    auto const before = throttle_rows();
    for (int i = 0; i < 20; ++i) EXPECT_EQ(answer(open_, "again " + std::to_string(i)), Answer::wait);
    EXPECT_EQ(throttle_rows(), before);
    EXPECT_EQ(answer(open_, password, now + std::chrono::seconds(3)), Answer::right);
}

// The same wrong password was once hashed for ever, and nobody waited.
TEST_P(PasswordTries, TheSameWrongPasswordIsHashedTwice) {
    EXPECT_EQ(answer(open_, "wrong"), Answer::wrong);
    EXPECT_EQ(answer(open_, "wrong"), Answer::wrong);
    auto const before = throttle_rows();
    for (int i = 0; i < 20; ++i) EXPECT_EQ(answer(open_, "wrong"), Answer::wait) << i;
    EXPECT_EQ(throttle_rows(), before);
    EXPECT_NE(before.find(" 1 "), std::string::npos) << "counted as one: " << before;
    // A minute later once more, and not twice.
    EXPECT_EQ(answer(open_, "wrong", now + std::chrono::seconds(61)), Answer::wrong);
    EXPECT_EQ(answer(open_, "wrong", now + std::chrono::seconds(62)), Answer::wait);
    // Nobody who types another one waits for it.
    EXPECT_EQ(answer(open_, password, now + std::chrono::seconds(62)), Answer::right);
}

// What the owner mistypes may be the password of another account.
TEST_P(PasswordTries, NobodyElsewhereIsToldWhatTheOwnerMistyped) {
    for (int i = 0; i < 2; ++i) EXPECT_EQ(answer(open_, "password of the bank"), Answer::wrong);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(answer(open_, "password of the bank", now, "198.51.100.7"), Answer::wrong) << i;
    EXPECT_EQ(answer(open_, "password of the bank"), Answer::wait);
}

TEST_P(PasswordTries, TheSameWrongPasswordAtOnceIsNoFlood) {
    std::atomic<int> hashed = 0, waits = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 30; ++i)
        threads.emplace_back([&] { ++(answer(open_, "wrong") == Answer::wrong ? hashed : waits); });
    threads.clear();
    EXPECT_LE(hashed, 9);
    EXPECT_EQ(hashed + waits, 30);
    EXPECT_EQ(answer(open_, password), Answer::right);
}

// Each right password once took a try off the count that others share, whether or not its own was on it.
TEST_P(PasswordTries, RightPasswordsAtOnceTakeBackTheirOwnTriesOnly) {
    for (int i = 0; i < 3; ++i) answer(open_, "wrong " + std::to_string(i));
    std::atomic<int> signed_in = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            if (answer(open_, password) == Answer::right) ++signed_in;
        });
    threads.clear();
    EXPECT_EQ(signed_in, 8);
    EXPECT_NE(throttle_rows().find(" 3 "), std::string::npos) << throttle_rows();
}

// Somebody with an account of their own signs in to it again and again, to have a network's count go down.
TEST_P(PasswordTries, NobodyTakesOffMoreThanTheirOwnMistake) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(answer(open_, "wrong " + std::to_string(i)), Answer::wrong);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(answer(open_, password), Answer::right);
    auto const rows = throttle_rows();
    EXPECT_NE(rows.find(" 3 "), std::string::npos) << "the account's: " << rows;
    EXPECT_NE(rows.find(" 1 ", rows.find("\nnetwork:")), std::string::npos) << "the network's: " << rows;
}

// From a network that many share: a wrong password and then the right one leave nothing on it.
TEST_P(PasswordTries, AMistakeThatWasMendedCountsForNothing) {
    for (int day = 0; day < 30; ++day) {
        auto const at = now + std::chrono::minutes(day);
        EXPECT_EQ(answer(open_, "mistake " + std::to_string(day), at), Answer::wrong) << day;
        EXPECT_EQ(answer(open_, password, at + std::chrono::seconds(10)), Answer::right) << day;
    }
    auto const rows = throttle_rows();
    auto const network = rows.find("\nnetwork:");
    ASSERT_NE(network, std::string::npos) << rows;
    EXPECT_NE(rows.find(" 0 ", network), std::string::npos) << rows;
}

// Each right try was noted as the time of the last failure, so none of those before ever faded.
TEST_P(PasswordTries, RightPasswordsLeaveFailuresToFade) {
    for (int i = 0; i < 6; ++i) EXPECT_EQ(answer(open_, "wrong " + std::to_string(i)), Answer::wrong);
    auto const in_half_a_day = now + std::chrono::hours(12);
    for (auto at = now + std::chrono::minutes(30); at < in_half_a_day; at += std::chrono::minutes(30))
        EXPECT_EQ(answer(open_, password, at), Answer::right);
    EXPECT_EQ(answer(open_, "wrong again", in_half_a_day), Answer::wrong);
    std::istringstream rows(throttle_rows());
    for (std::string bucket, failures, wait; rows >> bucket >> failures >> wait;)
        EXPECT_EQ(failures, "1") << bucket;
}

INSTANTIATE_TEST_SUITE_P(Databases, PasswordTries, testing::ValuesIn(contract_databases()),
                         [](auto const& database_of) {
                             return database_of.param.starts_with("sqlite") ? "SQLite" : "PostgreSQL";
                         });

}  // namespace
}  // namespace voordeur
