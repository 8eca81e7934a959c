// SPDX-License-Identifier: EUPL-1.2
// A second kind of factor needs no change outside its own folder: this one stands in this file alone. It is a
// card with a word on it, and it is bound, asked for, counted, held up and worn out as SMS is, beside an SMS
// whose budget is used up.
#include <gtest/gtest.h>

#include "base/id.hpp"
#include "factors/answers.hpp"
#include "factors/factor_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "support/contract_database.hpp"

namespace voordeur {
namespace {

using std::chrono::days;
using std::chrono::minutes;

Time const start = from_stored(1'800'000'000'000);
constexpr std::int64_t most_tries = 5;

// What a kind is: how it begins a challenge, and how it compares an answer.
class CardFactor {
  public:
    static constexpr FactorKind kind{"card"};

    explicit CardFactor(ContractDatabase& contract) : contract_(contract) {}

    // `asked` says for whom and what for.
    Challenge begin(Transaction& transaction, Challenge asked, std::string const& word) const {
        asked.kind = kind.name;
        asked.browser_key = "browser";
        add_challenge(transaction, asked, word, contract_.sealer());
        return asked;
    }

    AnswerOutcome answer(Transaction& transaction, Id<Challenge> const& challenge_id,
                         std::string const& typed, Time now) const {
        auto const challenge = lock_challenge(transaction, challenge_id).value();
        auto const word = secret_of(challenge, contract_.sealer());
        Compared const compared{typed == word ? Match::right : Match::wrong, typed, {word}};
        return judge_answer(transaction, challenge, compared, {contract_.mac(), most_tries, now});
    }

  private:
    ContractDatabase& contract_;
};

class SecondKind : public testing::TestWithParam<std::string> {
  protected:
    template <class Step>
    auto in_transaction(Step&& step) {
        return contract_.database().transaction(std::forward<Step>(step));
    }

    Factor bind() {
        auto const challenge = in_transaction([&](Transaction& transaction) {
            return card_.begin(transaction, asked(Purpose::bind, std::nullopt, start), "linde");
        });
        EXPECT_TRUE(std::holds_alternative<AnswerRight>(answer(challenge.id, "linde")));
        return in_transaction([&](Transaction& transaction) {
            EXPECT_TRUE(use_challenge(transaction, challenge.id, start));
            EXPECT_FALSE(use_challenge(transaction, challenge.id, start)) << "once";
            add_factor(
                transaction,
                {new_id<Factor>(start, contract_.random()), account_, CardFactor::kind, "linde", "key"},
                contract_.sealer(), start);
            return find_factor(transaction, account_, CardFactor::kind).value();
        });
    }

    Challenge asked(Purpose purpose, std::optional<Id<Factor>> factor_id, Time now) {
        return {.id = new_id<Challenge>(now, contract_.random()),
                .purpose = purpose,
                .account_id = account_,
                .factor_id = std::move(factor_id),
                .made_at = now};
    }

    Id<Challenge> ask(Factor const& factor, Purpose purpose = Purpose::sign_in, Time now = start) {
        return in_transaction([&](Transaction& transaction) {
                   return card_.begin(transaction, asked(purpose, factor.id, now),
                                      secret_of(factor, contract_.sealer()));
               })
            .id;
    }

    AnswerOutcome answer(Id<Challenge> const& challenge_id, std::string const& typed, Time now = start) {
        return in_transaction(
            [&](Transaction& transaction) { return card_.answer(transaction, challenge_id, typed, now); });
    }

    std::vector<FactorFacts> facts() {
        return in_transaction([&](Transaction& transaction) {
            std::vector<FactorFacts> all;
            for (auto const& factor : factors_of(transaction, account_)) all.push_back(factor.facts);
            return all;
        });
    }

    ContractDatabase contract_{GetParam()};
    CardFactor const card_{contract_};
    Id<Account> const account_ = contract_.add_account("patient@post.example", start);
};

TEST_P(SecondKind, IsBoundAndAskedFor) {
    auto const factor = bind();
    auto const challenge = ask(factor);
    EXPECT_TRUE(std::holds_alternative<AnswerRight>(answer(challenge, "linde")));
    EXPECT_TRUE(std::holds_alternative<ChallengeUsed>(answer(challenge, "linde"))) << "spent once";
}

TEST_P(SecondKind, CountsWrongAnswersAndNotTheSameOneAgain) {
    auto const challenge = ask(bind());
    for (std::int64_t left = most_tries - 1; left > 0; --left) {
        auto const typed = "guess " + std::to_string(left);
        auto const wrong = std::get<AnswerWrong>(answer(challenge, typed));
        EXPECT_EQ(wrong.tries_left, left);
        auto const again = std::get<AnswerWrong>(answer(challenge, typed));
        EXPECT_EQ(again.tries_left, left);
        EXPECT_TRUE(again.is_repeated);
    }
    EXPECT_TRUE(std::holds_alternative<ChallengeOver>(answer(challenge, "guess 0")));
    EXPECT_TRUE(std::holds_alternative<ChallengeOver>(answer(challenge, "linde"))) << "none is left";
}

TEST_P(SecondKind, IsHeldUpAfterTenFailedChallengesAndFreedByARightOne) {
    auto const factor = bind();
    for (int i = 0; i < 10; ++i) answer(ask(factor), "guess");
    auto const standing = standing_of(facts().front(), start);
    ASSERT_TRUE(std::holds_alternative<FactorWaits>(standing));
    EXPECT_EQ(std::get<FactorWaits>(standing).until, start + minutes(1));
    answer(ask(factor, Purpose::sign_in, start + minutes(1)), "linde", start + minutes(1));
    EXPECT_EQ(facts().front().failed_challenges, 0);
}

TEST_P(SecondKind, WearsOutAfterAHundred) {
    auto const factor = bind();
    for (int i = 0; i < 100; ++i) answer(ask(factor), "guess");
    EXPECT_TRUE(std::holds_alternative<FactorWornOut>(standing_of(facts().front(), start + days(9))));
}

// An answer is good for what was asked, and for nothing else.
TEST_P(SecondKind, AChallengeForOnePurposeIsNotFoundForAnother) {
    auto const factor = bind();
    for (auto const purpose : {Purpose::sign_in, Purpose::step_up, Purpose::recover, Purpose::change}) {
        auto const id = ask(factor, purpose);
        in_transaction([&](Transaction& transaction) {
            for (auto const wanted :
                 {Purpose::sign_in, Purpose::step_up, Purpose::recover, Purpose::change}) {
                auto const open = lock_open_challenge(transaction, {wanted, factor.id, "browser"}, start);
                EXPECT_EQ(open.has_value(), wanted == purpose);
            }
            end_challenge(transaction, id, start);
        });
    }
}

// Both factors of one account: SMS is asked first, as the older one, and its used-up budget leaves the card.
TEST_P(SecondKind, AUsedUpSmsBudgetDoesNotBlockIt) {
    in_transaction([&](Transaction& transaction) {
        add_factor(
            transaction,
            {new_id<Factor>(start, contract_.random()), account_, SmsFactor::kind, "+31612345678", "phone"},
            contract_.sealer(), start - days(1));
        for (int i = 0; i < 10; ++i)
            note_sms(transaction, new_id<WantedSms>(start, contract_.random()),
                     {.account_id = account_, .phone_key = "phone", .country = "NL", .phone_is_bound = true},
                     start);
    });
    auto const factor = bind();
    constexpr FactorKind known[] = {SmsFactor::kind, CardFactor::kind};
    EXPECT_EQ(factors_to_ask(facts(), known, start), (std::vector<std::size_t>{0, 1}));
    auto const history = in_transaction([&](Transaction& transaction) {
        return sms_history(transaction, {account_, "phone", {}, "NL", false, true}, start);
    });
    EXPECT_TRUE(std::holds_alternative<SmsLimitReached>(may_send_sms(history, {}, start)));
    EXPECT_TRUE(std::holds_alternative<AnswerRight>(answer(ask(factor), "linde")));
}

INSTANTIATE_TEST_SUITE_P(Databases, SecondKind, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
