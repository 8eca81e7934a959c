// SPDX-License-Identifier: EUPL-1.2
// A set of paper codes from its making to its last code, on both databases.
#include "factors/paper_codes/paper_codes.hpp"

#include <gtest/gtest.h>

#include "base/id.hpp"
#include "support/contract_database.hpp"

namespace voordeur {
namespace {

using std::chrono::minutes;

Time const start = from_stored(1'800'000'000'000);

class Paper : public testing::TestWithParam<std::string> {
  protected:
    template <class Step>
    auto in_transaction(Step&& step) {
        return contract_.database().transaction(std::forward<Step>(step));
    }
    Challenge make(Time now = start) {
        return in_transaction([&](Transaction& transaction) {
            return paper_.make_set(transaction, {account_, "browser"}, now);
        });
    }
    bool activate(Challenge const& made, Time now = start) {
        return in_transaction(
            [&](Transaction& transaction) { return paper_.activate(transaction, made, now); });
    }
    std::vector<PaperCode> active_set(Time now = start) {
        auto const made = make(now);
        EXPECT_TRUE(activate(made, now));
        return paper_.codes_of(made);
    }
    Id<Challenge> ask(std::string const& browser, Time now = start) {
        return in_transaction([&](Transaction& transaction) {
            auto const set = find_factor(transaction, account_, PaperCodes::kind).value();
            return paper_.ask(transaction, set, {Purpose::sign_in, browser, now});
        });
    }
    AnswerOutcome answer(Id<Challenge> const& id, PaperCode const& typed, Time now = start) {
        return in_transaction([&](Transaction& transaction) {
            return paper_.check_code(transaction, lock_challenge(transaction, id).value(), typed, now);
        });
    }
    std::int64_t left() {
        return in_transaction(
            [&](Transaction& transaction) { return PaperCodes::left(transaction, account_); });
    }

    ContractDatabase contract_{GetParam()};
    PaperCodes const paper_{{contract_.sealer(), contract_.mac(), contract_.random()}, 5};
    Id<Account> const account_ = contract_.add_account("patient@post.example", start);
};

TEST_P(Paper, TheSameTenAreShownUntilTheyAreActive) {
    auto const made = make(), again = make(start + minutes(59)), later = make(start + minutes(60));
    EXPECT_EQ(made.id, again.id);
    EXPECT_NE(made.id, later.id) << "an hour later";
    EXPECT_EQ(paper_.codes_of(made).size(), 10u);
    EXPECT_EQ(left(), 0) << "not active yet";
    EXPECT_TRUE(activate(made));
    EXPECT_FALSE(activate(made)) << "once";
    EXPECT_EQ(left(), 10);
}

TEST_P(Paper, EachWorksOnceAndTheLastEndsTheSet) {
    auto const codes = active_set();
    for (std::size_t number = 0; number < codes.size(); ++number) {
        auto const browser = "browser " + std::to_string(number);
        auto const challenge = ask(browser), other = ask(browser + " of somebody else");
        EXPECT_TRUE(std::holds_alternative<AnswerRight>(answer(challenge, codes[number])));
        EXPECT_FALSE(std::holds_alternative<AnswerRight>(answer(other, codes[number])));
        EXPECT_EQ(left(), 9 - static_cast<std::int64_t>(number));
    }
    in_transaction([&](Transaction& transaction) { EXPECT_FALSE(has_factor(transaction, account_)); });
}

TEST_P(Paper, CountsWrongCodesAndSpendsNoneOnceItIsOver) {
    auto const codes = active_set();
    auto const challenge = ask("browser");
    for (std::int64_t guesses_left = 4; guesses_left > 0; --guesses_left)
        EXPECT_EQ(std::get<AnswerWrong>(answer(challenge, PaperCode::make(contract_.random()))).tries_left,
                  guesses_left);
    EXPECT_TRUE(
        std::holds_alternative<ChallengeOver>(answer(challenge, PaperCode::make(contract_.random()))));
    EXPECT_TRUE(std::holds_alternative<ChallengeOver>(answer(challenge, codes[0])));
    EXPECT_EQ(left(), 10);
}

TEST_P(Paper, ANewSetReplacesTheOneBefore) {
    auto const before = active_set();
    auto const open = ask("browser");
    auto const after = active_set(start + minutes(1));
    EXPECT_TRUE(std::holds_alternative<ChallengeOver>(answer(open, before[0], start + minutes(1))));
    auto const challenge = ask("browser", start + minutes(1));
    EXPECT_TRUE(std::holds_alternative<AnswerWrong>(answer(challenge, before[0], start + minutes(1))));
    EXPECT_TRUE(std::holds_alternative<AnswerRight>(answer(challenge, after[0], start + minutes(1))));
}

INSTANTIATE_TEST_SUITE_P(Databases, Paper, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
