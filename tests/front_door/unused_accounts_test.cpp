// SPDX-License-Identifier: EUPL-1.2
// An account that nobody signs in to: its owner is told in time, and it ends as one that a practice closes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "patients/end_unused_accounts.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_owner.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

constexpr std::chrono::years three_years{3};
constexpr std::chrono::days month{30};
constexpr std::pair<std::int64_t, std::int64_t> nobody{0, 0}, one_told{1, 0}, one_closed{0, 1};
constexpr auto told = "Uw account voor Online diensten sluit op";
constexpr auto closed = "Uw account voor Online diensten is gesloten";

class UnusedAccounts : public testing::TestWithParam<std::string> {
  protected:
    void wait_until_told() { app_.wait(three_years - month); }
    // How many were told, and closed.
    std::pair<std::int64_t, std::int64_t> ended(std::chrono::years unused_for = three_years) {
        auto const done = end_unused_accounts(app_.app().patients, unused_for, app_.now());
        return {done.told, done.closed};
    }
    std::string mail(std::string const& subject) { return app_.mail(owner_.patient.email, subject).text; }

    TestApp app_{{}, GetParam()};
    Owner owner_{app_};
};

TEST_P(UnusedAccounts, OwnersAreToldOnceAMonthBefore) {
    app_.wait(three_years - month - 24h);
    EXPECT_EQ(ended(), nobody);
    app_.wait(25h);
    EXPECT_EQ(ended(), one_told);
    EXPECT_EQ(ended(), nobody);
    EXPECT_THAT(mail(told), AllOf(HasSubstr("Wilt u uw account houden?"), HasSubstr("Log dan in vóór"),
                                  HasSubstr(owner_.patient.email)));
}

TEST_P(UnusedAccounts, EndAsThoseThatThePracticeClosesDo) {
    wait_until_told();
    EXPECT_EQ(ended(), one_told);
    mail(told);
    app_.wait(month - 1h);
    EXPECT_EQ(ended(), nobody);
    app_.wait(2h);
    EXPECT_EQ(ended(), one_closed);
    EXPECT_EQ(ended(), nobody);
    EXPECT_THAT(mail(closed), AllOf(HasSubstr("niet ingelogd"), HasSubstr(app_.practice().phone)));
    EXPECT_EQ(lines(app_, AuditType::account_closed), 1);
    sign_in(owner_.home, owner_.patient);
    EXPECT_EQ(owner_.home.status(), 422);
    auto again = app_.browser();
    make_account(app_, again, owner_.patient);
}

TEST_P(UnusedAccounts, WhoeverSignsInKeepsItForAsLongAgain) {
    wait_until_told();
    EXPECT_EQ(ended(), one_told);
    mail(told);
    app_.wait(month - 1h);
    owner_.signs_in(owner_.home);
    app_.wait(2h);
    EXPECT_EQ(ended(), nobody);
    wait_until_told();
    EXPECT_EQ(ended(), one_told);
    mail(told);
    app_.wait(month);
    EXPECT_EQ(ended(), one_closed);
}

TEST_P(UnusedAccounts, NobodyIsClosedWithoutAMonthToSignIn) {
    app_.wait(three_years + 24h * 300);
    EXPECT_EQ(ended(), one_told);
    app_.wait(month - 1h);
    EXPECT_EQ(ended(), nobody);
    app_.wait(1h);
    EXPECT_EQ(ended(), one_closed);
}

// The operator keeps accounts for longer since: what the owner was told is not so any more.
TEST_P(UnusedAccounts, WhoWasToldOfAnEarlierEndingIsToldAgain) {
    constexpr std::chrono::years five_years{5};
    wait_until_told();
    EXPECT_EQ(ended(), one_told);
    mail(told);
    app_.wait(month);
    EXPECT_EQ(ended(five_years), nobody);
    app_.wait(five_years - three_years - month - 1h);
    EXPECT_EQ(ended(five_years), nobody);
    app_.wait(1h);
    EXPECT_EQ(ended(five_years), one_told);
    mail(told);
    app_.wait(month - 1h);
    EXPECT_EQ(ended(five_years), nobody);
    app_.wait(1h);
    EXPECT_EQ(ended(five_years), one_closed);
}

TEST_P(UnusedAccounts, WhoeverRecoversOneIsWaitedFor) {
    wait_until_told();
    EXPECT_EQ(ended(), one_told);
    mail(told);
    app_.wait(month - 1h);
    owner_.begins();
    owner_.proves_pin();
    owner_.other.press("/herstel/wachten");
    app_.wait(2h);
    EXPECT_EQ(ended(), nobody);
    app_.wait(24h * 5);
    EXPECT_EQ(ended(), one_closed);
}

TEST_P(UnusedAccounts, AnOperatorMayKeepThemForEver) {
    app_.wait(std::chrono::years(30));
    EXPECT_EQ(ended(std::chrono::years(0)), nobody);
}

INSTANTIATE_TEST_SUITE_P(Databases, UnusedAccounts, testing::ValuesIn(contract_databases()),
                         [](auto const& each) { return each.param; });

}  // namespace
}  // namespace voordeur
