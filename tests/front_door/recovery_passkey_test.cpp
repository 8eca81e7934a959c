// SPDX-License-Identifier: EUPL-1.2
// A passkey as proof in a recovery: its user verified, asked in this draft and no other, of its owner.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "support/test_owner.hpp"
#include "support/test_passkey.hpp"
#include "support/test_passkey_question.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto at_hand = "Wat heeft u bij de hand?";
constexpr auto is_right = "Uw passkey klopt.";
constexpr auto offered = "gezicht of toegangscode (passkey)";

class RecoveryByPasskey : public testing::Test {
  protected:
    void add_passkey(TestPasskey::Change const& change = {}) {
        owner_.signs_in(owner_.home);
        add_passkey_at(owner_.home, "/mijn-account/passkeys", passkey_, change);
        EXPECT_EQ(count(app_, "passkey"), 1) << owner_.home.text();
    }
    static Question asked_in(TestBrowser& browser) {
        browser.open("/herstel/passkey");
        return ask_passkey(browser, "/herstel/passkey/vraag");
    }
    TestBrowser& answers(Question const& question, TestPasskey::Change const& change = {}) {
        return owner_.other.open("/herstel/passkey")
            .press("/herstel/passkey", fields_of(passkey_.answer(question.terms, change), question.sealed));
    }
    TestBrowser& proves(TestPasskey::Change const& change = {}) {
        return answers(asked_in(owner_.other), change);
    }

    TestApp app_{at_a_name()};
    Owner owner_{app_};
    TestPasskey passkey_;
};

TEST_F(RecoveryByPasskey, WithTheMailboxGivesANewPasswordAtOnce) {
    add_passkey();
    owner_.begins();
    EXPECT_THAT(owner_.other.text(), HasSubstr(offered));
    auto const question = asked_in(owner_.other);
    EXPECT_EQ(question.options["userVerification"], "required");
    EXPECT_TRUE(question.options["allowCredentials"].empty()) << "which ones there are is told to nobody";
    EXPECT_THAT(answers(question).text(), AllOf(HasSubstr(is_right), HasSubstr("Dit is genoeg")));
    EXPECT_EQ(owner_.chooses_password().heading(), "U heeft nieuwe toegang") << owner_.other.text();
    app_.text_message();
    EXPECT_EQ(owner_.signs_in(owner_.other, new_password).path(), "/diensten") << "by the same telephone";
}

// A code that was given to a found key proves nobody.
TEST_F(RecoveryByPasskey, ProvesNothingWhereItWasMadeWithoutAskingWhoItWas) {
    passkey_.uv = passkey_.be = passkey_.bs = false;
    add_passkey();
    owner_.begins();
    passkey_.uv = true;
    EXPECT_THAT(proves().text(), Not(HasSubstr(is_right)));
    EXPECT_EQ(count(app_, "recovery_proof WHERE proof = 'passkey'"), 0);
}

// Without mailbox, by what stands on the sheet.
TEST_F(RecoveryByPasskey, WithTheSheetNeedsNoMailbox) {
    add_passkey();
    owner_.other.open(begin_path).open("/herstel/geen-e-mail");
    owner_.other.submit({{"customer_number", owner_.number}, {"super_pin", owner_.pin}});
    EXPECT_THAT(proves().text(), HasSubstr("Dit is genoeg"));
    EXPECT_EQ(owner_.chooses_password().heading(), "U heeft nieuwe toegang") << owner_.other.text();
}

TEST_F(RecoveryByPasskey, WithThePasswordIsASignIn) {
    add_passkey();
    owner_.begins();
    proves();
    owner_.proves_password();
    // Mailbox, password and passkey: nothing is lost.
    EXPECT_THAT(owner_.other.text(), HasSubstr("wat u nodig heeft om in te loggen"));
}

TEST_F(RecoveryByPasskey, IsNoProofWhereItsUserIsNotVerified) {
    add_passkey();
    owner_.begins();
    proves([](PasskeySays& says) { says.uv = false; });
    EXPECT_EQ(owner_.other.status(), 422);
    EXPECT_THAT(owner_.other.text(), HasSubstr("Met deze passkey lukt het niet"));
    EXPECT_THAT(owner_.other.open("/herstel").text(), Not(HasSubstr(is_right)));
}

TEST_F(RecoveryByPasskey, IsNotOfferedWhereItNeverVerifiesItsUser) {
    passkey_.uv = false;
    add_passkey();
    EXPECT_THAT(owner_.begins().text(), Not(HasSubstr(offered)));
}

TEST_F(RecoveryByPasskey, AnswersTheQuestionOfItsOwnDraftOnce) {
    add_passkey();
    owner_.begins();
    auto const earlier = asked_in(owner_.other);
    owner_.begins();
    answers(earlier);
    EXPECT_THAT(owner_.other.open("/herstel").text(), Not(HasSubstr(is_right))) << "of another draft";
    auto const question = asked_in(owner_.other);
    EXPECT_THAT(answers(question).text(), HasSubstr(is_right));
    EXPECT_EQ(answers(question).heading(), "Gebruik uw passkey") << "answered before";
    auto stranger = app_.browser();
    stranger.open("/wachtwoord-vergeten");
    EXPECT_EQ(stranger.post("/herstel/passkey/vraag", {}).status, 303) << "without a draft nothing is asked";
}

TEST_F(RecoveryByPasskey, ThatWasRemovedProvesNothing) {
    add_passkey();
    owner_.begins();
    auto const question = asked_in(owner_.other);
    app_.app().database.transaction(
        [&](Transaction& transaction) { transaction.run("DELETE FROM passkey"); });
    answers(question);
    EXPECT_THAT(owner_.other.open("/herstel").text(),
                AllOf(Not(HasSubstr(is_right)), Not(HasSubstr(offered))));
}

// Each wrong answer is a row and a line: they wait as wrong codes do, and its owner signs in by it.
TEST_F(RecoveryByPasskey, WrongAnswersWaitInARecoveryOnly) {
    add_passkey();
    owner_.begins();
    auto status = 0;
    for (int i = 0; i < 60 && status != 429; ++i) {
        proves([](PasskeySays& says) { says.breaks_signature = true; });
        status = owner_.other.status();
    }
    EXPECT_EQ(status, 429);
    EXPECT_EQ(count(app_, "factor WHERE kind = 'passkey' AND failed_challenges = 0 AND wait_until IS NULL"),
              1);
}

// What a recovery chose ends it, where the telephone was lost too.
TEST_F(RecoveryByPasskey, AloneOpensNothing) {
    add_passkey();
    owner_.other.open(begin_path).open("/herstel/geen-e-mail");
    owner_.other.submit({{"customer_number", owner_.number}, {"super_pin", owner_.pin}});
    EXPECT_THAT(owner_.other.text(), HasSubstr("Hiermee kunt u nog niet verder"));
    EXPECT_EQ(owner_.other.open("/herstel/nieuw").heading(), at_hand);
}

}  // namespace
}  // namespace voordeur
