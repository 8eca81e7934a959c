// SPDX-License-Identifier: EUPL-1.2
// An app from its set-up to its end, on both databases.
#include "factors/totp/totp_factor.hpp"

#include <gtest/gtest.h>

#include "base/id.hpp"
#include "support/contract_database.hpp"

namespace voordeur {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

Time const start = from_stored(1'800'000'000'000);

class Totp : public testing::TestWithParam<std::string> {
  protected:
    template <class Step>
    auto in_transaction(Step&& step) {
        return contract_.database().transaction(std::forward<Step>(step));
    }

    SetUpWanted wanted(std::string const& browser = "browser") const { return {account_, browser}; }
    Challenge set_up(Time now = start, std::string const& browser = "browser") {
        return in_transaction(
            [&](Transaction& transaction) { return app_.set_up(transaction, wanted(browser), now); });
    }
    std::string secret_text(Challenge const& challenge) { return app_.secret_of_set_up(challenge).reveal(); }
    // What an app shows whose clock is so many steps off.
    Tan shown(TotpSecret const& secret, Time now, std::int64_t steps_off = 0) {
        auto const step = static_cast<std::uint64_t>(step_at(now) + steps_off);
        return Tan::parse(one_time_password(secret, step)).value();
    }
    AnswerOutcome prove(Challenge const& open, Tan const& typed, Time now = start) {
        return in_transaction([&](Transaction& transaction) {
            auto const locked = lock_challenge(transaction, open.id).value();
            return app_.prove_set_up(transaction, locked, typed, now);
        });
    }
    bool bind(Challenge const& open, Time now = start) {
        return in_transaction([&](Transaction& transaction) { return app_.bind(transaction, open, now); });
    }
    TotpSecret bound_app(std::int64_t steps_off = 0, Time now = start) {
        auto const open = set_up(now);
        TotpSecret secret = app_.secret_of_set_up(open);
        EXPECT_TRUE(std::holds_alternative<AnswerRight>(prove(open, shown(secret, now, steps_off), now)));
        EXPECT_TRUE(bind(open, now));
        return secret;
    }
    Factor factor() {
        return in_transaction([&](Transaction& transaction) {
            return find_factor(transaction, account_, TotpFactor::kind).value();
        });
    }
    Id<Challenge> ask(std::string const& browser, Time now) {
        auto const asked = factor();
        return in_transaction([&](Transaction& transaction) {
            return app_.ask(transaction, asked, {Purpose::sign_in, browser, now});
        });
    }
    AnswerOutcome answer(Id<Challenge> const& id, Tan const& typed, Time now) {
        return in_transaction([&](Transaction& transaction) {
            return app_.check_code(transaction, lock_challenge(transaction, id).value(), typed, now);
        });
    }

    ContractDatabase contract_{GetParam()};
    TotpFactor const app_{{contract_.sealer(), contract_.mac(), contract_.random()}, 5};
    Id<Account> const account_ = contract_.add_account("patient@post.example", start);
};

TEST_P(Totp, KeepsItsSecretForTheOpenSetUp) {
    auto const open = set_up();
    auto const secret = secret_text(open);
    EXPECT_TRUE(std::holds_alternative<AnswerWrong>(prove(open, Tan::parse("000000").value())));
    EXPECT_EQ(secret_text(set_up(start + minutes(59))), secret) << "typed wrong, reloaded, pressed again";
    EXPECT_NE(secret_text(set_up(start, "another browser")), secret);
    EXPECT_NE(secret_text(set_up(start + minutes(60))), secret) << "an hour later";
}

TEST_P(Totp, IsSetUpWithAClockUpToFourStepsOff) {
    for (std::int64_t off = -5; off <= 5; ++off) {
        auto const browser = "browser " + std::to_string(off);
        auto const open = set_up(start, browser);
        auto const outcome = prove(open, shown(app_.secret_of_set_up(open), start, off));
        EXPECT_EQ(std::holds_alternative<AnswerRight>(outcome), std::abs(off) <= 4) << off;
    }
}

TEST_P(Totp, TheCodeOfTheSetUpDoesNotSignInAndTheNextDoesOnce) {
    auto const secret = bound_app();
    auto const first = ask("one", start), second = ask("two", start);
    EXPECT_TRUE(std::holds_alternative<AnswerExpired>(answer(first, shown(secret, start), start)));
    auto const later = start + seconds(30);
    EXPECT_TRUE(std::holds_alternative<AnswerRight>(answer(first, shown(secret, later), later)));
    EXPECT_TRUE(std::holds_alternative<ChallengeUsed>(answer(first, shown(secret, later), later)));
    EXPECT_TRUE(std::holds_alternative<AnswerExpired>(answer(second, shown(secret, later), later)));
    EXPECT_EQ(factor().last_used_at, later);
}

TEST_P(Totp, FollowsTheClockOfTheTelephone) {
    auto const secret = bound_app(4);
    auto const later = start + minutes(5);
    auto const challenge = ask("browser", later);
    EXPECT_TRUE(std::holds_alternative<AnswerWrong>(answer(challenge, shown(secret, later), later)))
        << "of a clock that is right";
    EXPECT_TRUE(std::holds_alternative<AnswerRight>(answer(challenge, shown(secret, later, 5), later)));
    auto const much_later = start + minutes(10);
    EXPECT_TRUE(std::holds_alternative<AnswerRight>(
        answer(ask("browser", much_later), shown(secret, much_later, 6), much_later)));
}

TEST_P(Totp, CountsWrongCodesAndNotTheSameOneAgain) {
    auto const secret = bound_app();
    auto const later = start + minutes(2);
    auto const challenge = ask("browser", later);
    for (std::int64_t left = 4; left > 0; --left) {
        auto const guess = shown(secret, later, 10 + left);
        EXPECT_EQ(std::get<AnswerWrong>(answer(challenge, guess, later)).tries_left, left);
        EXPECT_TRUE(std::get<AnswerWrong>(answer(challenge, guess, later)).is_repeated);
    }
    EXPECT_TRUE(std::holds_alternative<ChallengeOver>(answer(challenge, shown(secret, later, 20), later)));
    EXPECT_TRUE(std::holds_alternative<ChallengeOver>(answer(challenge, shown(secret, later), later)));
    EXPECT_EQ(factor().facts.failed_challenges, 1);
    EXPECT_TRUE(
        std::holds_alternative<AnswerRight>(answer(ask("browser", later), shown(secret, later), later)))
        << "what was refused unseen spent no step";
}

TEST_P(Totp, ANewOneReplacesTheOneBefore) {
    auto const before = bound_app();
    auto const later = start + minutes(2);
    auto const open = ask("browser", later);
    auto const after = bound_app(0, later);
    EXPECT_NE(before.reveal(), after.reveal());
    EXPECT_TRUE(std::holds_alternative<ChallengeOver>(answer(open, shown(before, later), later)));
    in_transaction(
        [&](Transaction& transaction) { EXPECT_EQ(factors_of(transaction, account_).size(), 1u); });
}

TEST_P(Totp, IsBoundOnce) {
    auto const open = set_up();
    EXPECT_FALSE(bind(open)) << "before it was proved";
    prove(open, shown(app_.secret_of_set_up(open), start));
    EXPECT_TRUE(bind(open));
    EXPECT_FALSE(bind(open));
}

INSTANTIATE_TEST_SUITE_P(Databases, Totp, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
