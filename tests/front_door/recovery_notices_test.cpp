// SPDX-License-Identifier: EUPL-1.2
// Who hears of a recovery, of a deletion, and of what one ends of the other: the address, and the one that it
// was until lately, since whoever changed it may be somebody else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "patients/close_account.hpp"
#include "patients/delete_accounts.hpp"
#include "support/test_account.hpp"
#include "support/test_owner.hpp"
#include "values/customer_number.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto fresh_address = "elders@post.example";
constexpr auto waits = "Nieuwe toegang tot uw account: vanaf";
constexpr auto done = "U heeft nieuwe toegang";

class RecoveryNotices : public testing::Test {
  protected:
    // In Mijn account, by a link to the new address.
    void change_address() {
        owner_.signs_in(owner_.home);
        app_.wait(6min);
        owner_.home.open("/mijn-account/e-mail");
        confirm_change(app_, owner_.home);
        owner_.home.submit({{"email", fresh_address}});
        auto mailbox = app_.browser();
        mailbox.open(app_.link(fresh_address, "Bevestig")).submit();
        EXPECT_EQ(mailbox.heading(), "Uw e-mailadres is gewijzigd") << mailbox.text();
        owner_.patient.email = fresh_address;
    }
    void begins_a_wait() {
        owner_.begins();
        owner_.proves_pin();
        owner_.other.press("/herstel/wachten");
        app_.text_message();
    }
    void recovers() {
        owner_.begins();
        owner_.proves_phone();
        EXPECT_EQ(owner_.chooses_password().heading(), done);
        app_.text_message();
    }
    void ask_deletion() {
        owner_.signs_in(owner_.home);
        app_.wait(6min);
        owner_.home.open("/mijn-account/opheffen");
        confirm_change(app_, owner_.home);
        owner_.home.press("/opheffen");
    }

    TestApp app_;
    Owner owner_{app_};
    std::string const old_address_ = owner_.patient.email;
};

TEST_F(RecoveryNotices, OfAWaitAndItsEndGoToTheAddressOfBeforeToo) {
    change_address();
    begins_a_wait();
    auto const told = app_.mail(old_address_, waits).text;
    app_.mail(fresh_address, waits);
    owner_.home.open(path_in(told, "/s/")).submit();
    EXPECT_THAT(owner_.home.text(), HasSubstr("Het is gestopt."));
    app_.text_message();
    for (auto const& address : {old_address_, std::string(fresh_address)})
        app_.mail(address, "Nieuwe toegang tot uw account is gestopt");
}

TEST_F(RecoveryNotices, GoToTheAddressOfBeforeForThreeDays) {
    change_address();
    app_.wait(73h);
    recovers();
    app_.mail(fresh_address, done);
    auto const mails = app_.mails();
    EXPECT_EQ(count(app_, "message WHERE purpose = 'recovery_done'"), 1) << mails;
}

TEST_F(RecoveryNotices, OfALostMailboxGoOnForThreeDays) {
    for (int day = 0; day < 2; ++day) {
        owner_.other.open(begin_path).open("/herstel/geen-e-mail");
        owner_.other.submit({{"customer_number", owner_.number}, {"super_pin", owner_.pin}});
        owner_.proves_phone();
        if (day == 0) owner_.other.press("/herstel/wachten");
        if (day == 0) app_.text_message();
        if (day == 0) app_.wait(24h);
    }
    owner_.other.open("/herstel/e-mail").submit({{"email", fresh_address}});
    owner_.home.open(path_in(app_.mail(fresh_address, "Bevestig").text, "/m/")).submit();
    owner_.chooses_password();
    app_.mail(old_address_, done);
    app_.mail(fresh_address, done);
    app_.text_message();
    owner_.patient.email = fresh_address;
    // Somebody says at once that the telephone is lost.
    owner_.begins();
    owner_.other.press("/herstel/stop-sms");
    for (auto const& address : {old_address_, std::string(fresh_address)})
        app_.mail(address, "Naar uw telefoon gaan geen codes meer");
}

TEST_F(RecoveryNotices, SayThatADeletionWasStopped) {
    ask_deletion();
    recovers();
    EXPECT_THAT(app_.mail(old_address_, done).text,
                HasSubstr("om uw account te verwijderen. Dat gebeurt niet"));
    EXPECT_EQ(lines(app_, AuditType::account_deletion_stopped), 1);
    app_.wait(24h * 20);
    EXPECT_EQ(delete_accounts_due(app_.app().patients, app_.now()), 0);
}

TEST_F(RecoveryNotices, SayNothingOfADeletionThatNobodyAskedFor) {
    recovers();
    EXPECT_THAT(app_.mail(old_address_, done).text, Not(HasSubstr("verwijderen")));
    EXPECT_EQ(lines(app_, AuditType::account_deletion_stopped), 0);
}

// Two weeks later the address of before is an old one; who changes it in the last days is not alone told.
TEST_F(RecoveryNotices, OfADeletionGoToTheAddressOfBeforeToo) {
    ask_deletion();
    app_.wait(24h * 13);
    change_address();
    app_.wait(24h);
    EXPECT_EQ(delete_accounts_due(app_.app().patients, app_.now()), 1);
    for (auto const& address : {old_address_, std::string(fresh_address)})
        app_.mail(address, "Uw account voor Online diensten is verwijderd");
}

TEST_F(RecoveryNotices, OfAnAccountThatThePracticeClosesGoToBoth) {
    change_address();
    close_account(app_.app().patients,
                  {app_.practice(), CustomerNumber::parse(owner_.number).value(), "test"}, app_.now());
    for (auto const& address : {old_address_, std::string(fresh_address)}) app_.mail(address, "Uw account");
}

TEST_F(RecoveryNotices, TellOfASuperPinThatReplacesTheOneThatWasUsed) {
    owner_.begins();
    owner_.proves_pin();
    owner_.proves_phone();
    owner_.chooses_password();
    app_.text_message();
    EXPECT_EQ(owner_.signs_in(owner_.other, new_password).path(), "/super-pin");
    owner_.other.press("/super-pin");
    owner_.other.submit({{"kept", "yes"}, {"password", new_password}});
    EXPECT_THAT(app_.mail(old_address_, "U heeft een nieuwe super-PIN").text,
                HasSubstr("oude papier werkt niet meer"));
}

// Each is a mail and an SMS.
TEST_F(RecoveryNotices, OfATelephoneThatIsLostAndFoundAreFew) {
    owner_.begins();
    owner_.proves_pin();
    owner_.proves_password();
    int found = 0;
    for (int i = 0; i < 8; ++i) {
        owner_.other.open("/herstel").press("/herstel/stop-sms");
        owner_.other.open("/herstel").press("/herstel/sms-aan");
        if (owner_.other.status() == 200) ++found;
        if (owner_.other.status() == 429) break;
    }
    EXPECT_EQ(found, 3);
    EXPECT_EQ(owner_.other.status(), 429);
    EXPECT_LE(count(app_, "message WHERE purpose IN ('sms_stopped_sms', 'sms_resumed_sms')"), 7);
}

}  // namespace
}  // namespace voordeur
