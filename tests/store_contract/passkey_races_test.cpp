// SPDX-License-Identifier: EUPL-1.2
// Sixteen at once with one answer, one question or one new passkey: one of them gets it, on both databases.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "factors/passkeys/passkeys.hpp"
#include "support/contract_database.hpp"
#include "support/test_passkey.hpp"

namespace voordeur {
namespace {

constexpr int racers = 16;
Time const now = from_stored(1'800'000'000'000);
PasskeySite const site{"https://login.example.org", "login.example.org"};

class PasskeyRaces : public testing::TestWithParam<std::string> {
  protected:
    PasskeyRaces() : contract_(GetParam()), account_(contract_.add_account("patient@post.example", now)) {}

    template <class Step>
    int winners(Step const& step) {
        std::atomic<int> won = 0;
        std::vector<std::jthread> threads;
        for (int i = 0; i < racers; ++i)
            threads.emplace_back([&] {
                if (contract_.database().transaction(
                        [&](Transaction& transaction) { return step(transaction); }))
                    ++won;
            });
        threads.clear();
        return won;
    }
    PasskeyTerms terms(PasskeyQuestion const& question) const {
        return {question.challenge, site.origin, site.rp_id};
    }
    Passkeys::Made made(TestPasskey& passkey) {
        PasskeyAsker const asker{PasskeyUse::add, "session"};
        auto const question = passkeys_.question(asker, now);
        return std::get<Passkeys::Made>(
            passkeys_.check_made(asker, {question.sealed, passkey.make(terms(question)), "internal"}, now));
    }
    void add(TestPasskey& passkey) {
        auto const fresh = made(passkey);
        contract_.database().transaction([&](Transaction& transaction) {
            passkey.user_handle = passkeys_.handle_of(transaction, account_);
            EXPECT_FALSE(passkeys_.add(transaction, account_, {fresh, "een naam"}, now));
        });
    }

    ContractDatabase contract_;
    Id<Account> account_;
    Passkeys passkeys_{{contract_.sealer(), contract_.mac(), contract_.random()}, site, 5};
};

TEST_P(PasskeyRaces, OneQuestionIsSpentOnce) {
    EXPECT_EQ(winners([&](Transaction& transaction) {
                  return spend_passkey_question(transaction, "challenge", now);
              }),
              1);
}

TEST_P(PasskeyRaces, OnePasskeyIsAddedOnce) {
    TestPasskey passkey;
    std::vector<Passkeys::Made> answers;
    for (int i = 0; i < racers; ++i) answers.push_back(made(passkey));
    std::atomic<std::size_t> next = 0;
    EXPECT_EQ(winners([&](Transaction& transaction) {
                  lock_account(transaction, account_);
                  return !passkeys_.add(transaction, account_, {answers[next++ % racers], "een naam"}, now);
              }),
              1);
}

TEST_P(PasskeyRaces, OneAnswerSignsInOnce) {
    TestPasskey passkey;
    add(passkey);
    PasskeyAsker const asker{PasskeyUse::sign_in, "browser"};
    auto const question = passkeys_.question(asker, now);
    auto const proof = passkeys_.recognize(contract_.database(), asker,
                                           {question.sealed, passkey.answer(terms(question))}, now);
    ASSERT_TRUE(std::holds_alternative<PasskeyProof>(proof));
    EXPECT_EQ(winners([&](Transaction& transaction) {
                  return !Passkeys::spend(transaction, std::get<PasskeyProof>(proof), now);
              }),
              1);
}

// Of two questions that were asked at once: the count that each saw holds for one.
TEST_P(PasskeyRaces, OneCountIsCountedOnce) {
    TestPasskey passkey;
    passkey.be = passkey.bs = false;
    passkey.sign_count = 1;
    add(passkey);
    passkey.sign_count = 2;
    PasskeyAsker const asker{PasskeyUse::sign_in, "browser"};
    std::vector<PasskeyProof> proofs;
    for (int i = 0; i < racers; ++i) {
        auto const question = passkeys_.question(asker, now);
        proofs.push_back(std::get<PasskeyProof>(passkeys_.recognize(
            contract_.database(), asker, {question.sealed, passkey.answer(terms(question))}, now)));
    }
    std::atomic<std::size_t> next = 0;
    EXPECT_EQ(winners([&](Transaction& transaction) {
                  return !Passkeys::spend(transaction, proofs[next++ % racers], now);
              }),
              1);
}

TEST_P(PasskeyRaces, OneAnswerIsRightOnceAfterThePassword) {
    TestPasskey passkey;
    add(passkey);
    auto const challenge = contract_.database().transaction([&](Transaction& transaction) {
        auto const factor = find_factor(transaction, account_, Passkeys::kind);
        return passkeys_.ask(transaction, *factor, {Purpose::sign_in, "browser", now});
    });
    auto const question = passkeys_.question(Passkeys::asker_of(challenge), now);
    SentPasskey const sent{question.sealed, passkey.answer(terms(question))};
    EXPECT_EQ(winners([&](Transaction& transaction) {
                  auto const locked = lock_challenge(transaction, challenge);
                  return std::holds_alternative<AnswerRight>(
                      passkeys_.check_answer(transaction, *locked, sent, now));
              }),
              1);
}

INSTANTIATE_TEST_SUITE_P(Databases, PasskeyRaces, testing::ValuesIn(contract_databases()),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace voordeur
