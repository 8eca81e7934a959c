// SPDX-License-Identifier: EUPL-1.2
// A practice that requires its letter requires it from its commit on, whoever is under way at that moment: on
// both databases.
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "app.hpp"
#include "patients/registration_store.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "support/test_app.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::milliseconds long_enough{300};

class LetterRequired : public testing::TestWithParam<std::string> {
  protected:
    Database& database() const { return app_.app().database; }

    // As `practice change --letter-required` does; `meanwhile` is called before it commits.
    void require_letter(Practice const& of, std::function<void()> const& meanwhile) const {
        database().transaction([&](Transaction& transaction) {
            auto practice = lock_practice(transaction, of.id).value();
            practice.letter_required = true;
            change_practice(transaction, practice);
            forget_details_of_practice(transaction, practice.id);
            meanwhile();
        });
    }

    // Up to D1, by the details.
    void go_to_documents(TestBrowser& browser, TestPatient const& patient) {
        app_.invite(patient);
        browser.open(app_.link(patient.email, "Stap 1: ") + std::string(urls::details))
            .submit({{"email", patient.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234AB"}});
        browser.open(app_.link(patient.email, "Stap 2: "))
            .submit({{"password", test_password}, {"password_again", test_password}});
    }

    int accounts(std::string const& condition = "1 = 1") const {
        return database().read([&](Transaction& transaction) {
            return static_cast<int>(
                transaction.one("SELECT count(*) FROM account WHERE " + condition)->number(0));
        });
    }

    TestApp app_{{}, GetParam()};
};

// The form is sent before the change is committed, and answered after it.
TEST_P(LetterRequired, HoldsForWhoIsAtTheDocumentsMeanwhile) {
    auto browser = app_.browser();
    go_to_documents(browser, {});
    std::latch changes(1);
    std::jthread const operator_of_it([&] {
        require_letter(app_.practice(), [&] {
            changes.count_down();
            std::this_thread::sleep_for(long_enough);
        });
    });
    changes.wait();
    browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    EXPECT_EQ(browser.heading(), "Deze link werkt niet meer");
    EXPECT_EQ(accounts(), 0);
}

// Many at once: whoever has an account got it before the commit.
TEST_P(LetterRequired, HoldsForEachOfMany) {
    constexpr int patients = 6;
    std::vector<TestBrowser> browsers;
    for (int i = 0; i < patients; ++i) {
        browsers.push_back(app_.browser());
        go_to_documents(browsers.back(),
                        {.name = "Jan de Vries", .email = "jan" + std::to_string(i) + "@post.example"});
    }
    std::atomic<bool> is_required = false;
    std::atomic<int> began_after = 0, made_after = 0;
    std::latch ready(patients + 1);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < patients; ++i)
            threads.emplace_back([&, i] {
                ready.arrive_and_wait();
                std::this_thread::sleep_for(std::chrono::milliseconds(5 * i));
                bool const is_late = is_required;
                auto& browser = browsers[static_cast<std::size_t>(i)];
                browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
                if (!is_late) return;
                ++began_after;
                if (browser.path() == urls::sign_in) ++made_after;
            });
        ready.arrive_and_wait();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        require_letter(app_.practice(), [] {});
        is_required = true;
        auto const made = accounts();
        threads.clear();
        EXPECT_EQ(accounts(), made) << "an account was made after the commit";
    }
    EXPECT_EQ(made_after, 0) << "of " << began_after;
}

// The account is there already: its second practice is linked when its owner signs in.
TEST_P(LetterRequired, HoldsForAPracticeThatWaitsForItsPatient) {
    auto browser = app_.browser();
    make_account(app_, browser);
    Practice const second{
        new_id<Practice>(app_.now(), app_.app().random), "de-eik", "Praktijk De Eik", "", "", false};
    database().transaction([&](Transaction& transaction) { add_practice(transaction, second, app_.now()); });
    TestPatient const patient;
    app_.invite(patient, second);
    browser.forget_cookies();
    browser.open(app_.link(patient.email, "Stap 1: ") + std::string(urls::details))
        .submit({{"email", patient.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234AB"}});
    browser.forget_cookies();
    app_.wait(std::chrono::minutes(2));
    sign_in(browser, patient);
    auto const code = app_.code();
    std::latch changes(1);
    std::jthread const operator_of_it([&] {
        require_letter(second, [&] {
            changes.count_down();
            std::this_thread::sleep_for(long_enough);
        });
    });
    changes.wait();
    browser.submit({{"code", code}});
    EXPECT_EQ(browser.path(), urls::services);
    EXPECT_EQ(
        accounts("id IN (SELECT account_id FROM patient WHERE practice_id = '" + second.id.text() + "')"), 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, LetterRequired, testing::ValuesIn(contract_databases()),
                         [](auto const& parameter) { return parameter.param; });

}  // namespace
}  // namespace voordeur
