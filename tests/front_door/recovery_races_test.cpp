// SPDX-License-Identifier: EUPL-1.2
// What is pressed in the moment in which a recovery is committed, or an address stopped: sixteen browsers at
// once, and afterwards all that is kept belongs to one of the two orders.
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "support/test_account.hpp"
#include "support/test_owner.hpp"
#include "support/test_totp.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;

constexpr int racers = 16;
constexpr auto fresh_address = "elders@post.example";

class RecoveryRaces : public testing::TestWithParam<std::string> {
  protected:
    // Each in a thread of its own, all at once.
    template <class Press>
    static void at_once(Press const& press) {
        std::latch all_there(racers);
        std::vector<std::jthread> threads;
        for (int i = 0; i < racers; ++i)
            threads.emplace_back([&, i] {
                all_there.arrive_and_wait();
                press(i);
            });
    }
    void add_app() {
        owner_.signs_in(owner_.home);
        owner_.home.open("/mijn-account/app").press("/mijn-account/app");
        TestAuthenticator const phone(owner_.home.html());
        owner_.home.submit({{"code", phone.code(app_.now())}});
    }
    void ask_address() {
        app_.wait(6min);
        owner_.home.open("/mijn-account/e-mail");
        confirm_change(app_, owner_.home);
        owner_.home.submit({{"email", fresh_address}});
    }
    // At the last page, where a press commits it.
    void go_to_commit() {
        owner_.begins();
        owner_.proves_phone();
        owner_.other.open("/herstel/nieuw");
    }
    // Where nothing that its owner did came first.
    void commits() {
        auto other = owner_.other;
        other.submit({{"password", new_password}, {"password_again", new_password}});
    }
    int committed() { return lines(app_, AuditType::recovery_committed); }

    TestApp app_{{}, GetParam()};
    Owner owner_{app_};
};

// A press that began before the commit begins no session after it.
TEST_P(RecoveryRaces, NoSessionOutlivesACommit) {
    add_app();
    go_to_commit();
    ASSERT_GT(count(app_, "session WHERE ended_at IS NULL"), 0);
    owner_.home.open("/mijn-account/volgorde");
    ASSERT_EQ(owner_.home.status(), 200) << owner_.home.text();
    at_once([&](int i) {
        if (i == 0) return commits();
        auto home = owner_.home;
        home.submit({{"way", "totp"}});
    });
    // Its owner's change came first, and no draft goes on; or the commit did, and nobody is signed in.
    EXPECT_EQ(count(app_, "session WHERE ended_at IS NULL"), 1 - committed());
    EXPECT_EQ(count(app_, "recovery WHERE committed_at IS NULL AND ended_at IS NULL"), 0);
}

// Nor does a sign-in whose code is typed at that moment leave one that the commit does not know.
TEST_P(RecoveryRaces, ASignInIsBeforeACommitOrNotAtAll) {
    go_to_commit();
    app_.wait(2min);
    owner_.home.open("/inloggen").submit({{"email", owner_.patient.email}, {"password", test_password}});
    auto const code = app_.code();
    at_once([&](int i) {
        if (i == 0) return commits();
        auto home = owner_.home;
        home.submit({{"code", code}});
    });
    EXPECT_EQ(count(app_, "session WHERE ended_at IS NULL"), 1 - committed());
    EXPECT_EQ(count(app_, "recovery WHERE committed_at IS NULL AND ended_at IS NULL"), 0);
}

// An address that waits for its link is confirmed before the commit, or never.
TEST_P(RecoveryRaces, AnAddressIsConfirmedBeforeACommitOrNever) {
    owner_.signs_in(owner_.home);
    ask_address();
    auto const link = app_.link(fresh_address, "Bevestig");
    std::vector<TestBrowser> mailboxes(racers, app_.browser());
    for (auto& mailbox : mailboxes) mailbox.open(link);
    go_to_commit();
    at_once([&](int i) {
        if (i == 0) return commits();
        mailboxes.at(static_cast<std::size_t>(i)).submit();
    });
    EXPECT_EQ(count(app_, "email_change WHERE confirmed_at IS NULL AND ended_at IS NULL"), 0);
    EXPECT_EQ(count(app_, "account WHERE email = 'elders@post.example'"),
              count(app_, "email_change WHERE confirmed_at IS NOT NULL"));
}

// What is stopped while it is confirmed is put back: the change is read under the account's lock.
TEST_P(RecoveryRaces, AnAddressThatIsStoppedAndConfirmedAtOnceIsTheOldOne) {
    owner_.signs_in(owner_.home);
    ask_address();
    auto const link = app_.link(fresh_address, "Bevestig");
    auto const stop = path_in(app_.mail(owner_.patient.email, "Uw e-mailadres wordt").text, "/x/");
    // Both pages stand open before either is pressed.
    std::vector<TestBrowser> mailboxes(racers, app_.browser());
    for (std::size_t i = 0; i < mailboxes.size(); ++i) mailboxes[i].open(i % 2 == 0 ? link : stop);
    at_once([&](int i) { mailboxes.at(static_cast<std::size_t>(i)).submit(); });
    EXPECT_EQ(count(app_, "email_change WHERE ended_at IS NULL"), 0);
    EXPECT_EQ(count(app_, "account WHERE email = 'elders@post.example'"), 0);
    EXPECT_EQ(count(app_, "sign_in_name WHERE name = 'elders@post.example'"), 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, RecoveryRaces, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
