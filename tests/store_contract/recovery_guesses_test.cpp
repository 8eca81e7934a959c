// SPDX-License-Identifier: EUPL-1.2
// Who guesses in a recovery reads a mailbox, and need not be its owner: what is guessed there is bounded over
// all drafts of the account, and its owner signs in as ever.
#include <gtest/gtest.h>

#include "factors/sms/sms_store.hpp"
#include "recoveries/draft.hpp"
#include "recoveries/prove.hpp"
#include "recoveries/prove_code.hpp"
#include "support/contract_recovery.hpp"

namespace voordeur {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Time const start = from_stored(1'800'000'000'000);
std::string const its_phone = "+31612345678";

class RecoveryGuesses : public testing::TestWithParam<std::string> {
  protected:
    template <class Step>
    auto in_database(Step&& step) {
        return contract_.database().transaction(std::forward<Step>(step));
    }
    // A fresh draft with the mailbox proved, in a browser of its own.
    Recovering fresh_draft(Time now, std::string const& network = "192.0.2.9") {
        Recovering const by{"browser " + std::to_string(++browsers_), network, now};
        in_database([&](Transaction& transaction) {
            Recovery const draft{new_id<Recovery>(now, contract_.random()), account_, by.browser_key, now};
            add_recovery(transaction, draft);
            note_proof(transaction, draft.id, Proof::mailbox, now);
        });
        return by;
    }
    void bind(FactorKind kind, std::string const& secret) {
        in_database([&](Transaction& transaction) {
            add_factor(
                transaction,
                {new_id<Factor>(start, contract_.random()), account_, kind, secret,
                 kind == SmsFactor::kind ? recovery_.sms.phone_key(PhoneNumber::from_e164(secret)) : ""},
                contract_.sealer(), start);
        });
    }
    Factor factor(FactorKind kind) {
        return in_database(
            [&](Transaction& transaction) { return find_factor(transaction, account_, kind).value(); });
    }
    bool signs_in_with(FactorKind kind, Time now) {
        return std::holds_alternative<FactorUsable>(standing_of(factor(kind).facts, now));
    }
    CodeOutcome guesses_app(Time now) {
        return prove_app(recovery_.rooms, fresh_draft(now), Tan::parse("000000").value());
    }
    CodeOutcome guesses_paper(Time now) {
        return prove_paper_code(recovery_.rooms, fresh_draft(now), PaperCode::make(contract_.random()));
    }
    void make_paper_codes() {
        in_database([&](Transaction& transaction) {
            auto const made = recovery_.paper_codes.make_set(transaction, {account_, "set-up"}, start);
            ASSERT_TRUE(recovery_.paper_codes.activate(transaction, made, start));
        });
    }
    SmsVerdict may_be_sent_code(Time now) {
        return in_database([&](Transaction& transaction) {
            auto const history = sms_history(
                transaction,
                {.account_id = account_, .phone_key = factor_key_, .country = "NL", .phone_is_bound = true},
                now);
            return may_send_sms(history, {}, now);
        });
    }

    ContractDatabase contract_{GetParam()};
    ContractRecovery recovery_{contract_};
    Id<Account> const account_ = contract_.add_account("patient@post.example", start);
    std::string factor_key_;
    int browsers_ = 0;
};

std::string const app_secret(20, 'a');

TEST_P(RecoveryGuesses, AtAnAppWaitInARecoveryAndNowhereElse) {
    bind(TotpFactor::kind, app_secret);
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(std::holds_alternative<AnswerOutcome>(guesses_app(start))) << i;
    EXPECT_TRUE(std::holds_alternative<FactorWaits>(guesses_app(start))) << "nor in a fresh draft";
    EXPECT_TRUE(signs_in_with(TotpFactor::kind, start));
    EXPECT_TRUE(std::holds_alternative<AnswerOutcome>(guesses_app(start + minutes(1))));
}

TEST_P(RecoveryGuesses, EndAfterAHundredDraftsAndItsOwnerGoesOn) {
    bind(TotpFactor::kind, app_secret);
    auto now = start;
    for (int i = 0; i < 100; ++i, now += minutes(61))
        EXPECT_TRUE(std::holds_alternative<AnswerOutcome>(guesses_app(now))) << i;
    EXPECT_TRUE(std::holds_alternative<FactorWornOut>(guesses_app(now + hours(24 * 300))));
    EXPECT_TRUE(signs_in_with(TotpFactor::kind, now));
    EXPECT_EQ(factor(TotpFactor::kind).facts.failed_challenges, 0);
}

TEST_P(RecoveryGuesses, ARightOneStartsAnewAndForgivesNoSignIn) {
    bind(TotpFactor::kind, app_secret);
    in_database([&](Transaction& transaction) {
        note_failed_challenge(transaction, find_factor(transaction, account_, TotpFactor::kind)->id,
                              Purpose::sign_in, start);
    });
    guesses_app(start);
    EXPECT_EQ(factor(TotpFactor::kind).facts.failed_in_recovery, 1);
    auto const right = one_time_password(TotpSecret(app_secret), static_cast<std::uint64_t>(step_at(start)));
    prove_app(recovery_.rooms, fresh_draft(start), Tan::parse(right).value());
    EXPECT_EQ(factor(TotpFactor::kind).facts.failed_in_recovery, 0);
    EXPECT_EQ(factor(TotpFactor::kind).facts.failed_challenges, 1);
}

// And who types wrong codes at the sign-in, with a stolen password, holds up no recovery.
TEST_P(RecoveryGuesses, OfASignInHoldUpNoRecovery) {
    bind(TotpFactor::kind, app_secret);
    for (int i = 0; i < 12; ++i)
        in_database([&](Transaction& transaction) {
            note_failed_challenge(transaction, find_factor(transaction, account_, TotpFactor::kind)->id,
                                  Purpose::sign_in, start);
        });
    EXPECT_FALSE(signs_in_with(TotpFactor::kind, start));
    EXPECT_TRUE(std::holds_alternative<AnswerOutcome>(guesses_app(start)));
}

TEST_P(RecoveryGuesses, AtPaperCodesWaitInARecoveryAndNowhereElse) {
    make_paper_codes();
    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(std::holds_alternative<AnswerOutcome>(guesses_paper(start))) << i;
    EXPECT_TRUE(std::holds_alternative<FactorWaits>(guesses_paper(start)));
    EXPECT_TRUE(signs_in_with(PaperCodes::kind, start));
}

// Codes that are sent, and guessed at, use up none of those for signing in.
TEST_P(RecoveryGuesses, AtTheCodeOfASmsLeaveItsOwnerHers) {
    bind(SmsFactor::kind, its_phone);
    factor_key_ = factor(SmsFactor::kind).lookup_key;
    for (int i = 0; i < 5; ++i) {
        auto const by = fresh_draft(start);
        ASSERT_TRUE(std::holds_alternative<ChallengeStarted>(ask_phone(recovery_.rooms, by))) << i;
        prove_phone(recovery_.rooms, by, Tan::parse("000000").value());
    }
    auto const sixth = ask_phone(recovery_.rooms, fresh_draft(start));
    EXPECT_TRUE(std::holds_alternative<SmsLimitReached>(sixth)) << "an hour has five, whatever the draft";
    EXPECT_TRUE(std::holds_alternative<SmsMayGo>(may_be_sent_code(start)));
    EXPECT_EQ(factor(SmsFactor::kind).facts.failed_challenges, 0);
}

TEST_P(RecoveryGuesses, AtASuperPinAreNoFreshOnesInAFreshDraft) {
    auto const guess = [&](std::string const& network, int i) {
        auto const typed = SuperPin::parse("AAAA-BBBB-CCCC-DD" + std::to_string(10 + i)).value();
        return prove_super_pin(recovery_.rooms, fresh_draft(start, network), typed);
    };
    int waits = 0;
    for (int i = 0; i < 8; ++i)
        if (std::holds_alternative<ProofWaits>(guess("192.0.2.9", i))) ++waits;
    EXPECT_GE(waits, 2);
    EXPECT_TRUE(std::holds_alternative<ProofWrong>(guess("198.51.100.7", 20))) << "its owner, elsewhere";
}

INSTANTIATE_TEST_SUITE_P(Databases, RecoveryGuesses, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
