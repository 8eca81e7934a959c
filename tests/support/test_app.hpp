// SPDX-License-Identifier: EUPL-1.2
// The front door in one process, for refusals, limits and texts: no socket, no screen, a clock that the test
// sets, and what the patient is sent comes at once. Whole journeys, scripts, Back and what a page looks like
// are asked in tests/journeys.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "audit/audit_catalogue.hpp"
#include "outbox/message.hpp"
#include "support/contract_installation.hpp"
#include "support/test_browser.hpp"
#include "words/brand.hpp"
#include "words/language.hpp"

namespace voordeur {

struct SetClock final : Clock {
    Time now() const override { return time; }
    Time time = from_stored(1'800'000'000'000);
};

struct TestPatient {
    std::string name = "Şeyma Proefpersoon";
    std::string email = "seyma@post.example";
    std::string birth_date = "1948-03-07";
    std::string postcode = "1234AB";
    bool with_letter = false;
    std::string phone = {};  // E.164
    std::optional<Language> language = {};
};

class TestApp {
  public:
    // With the practice De Linde; `config` says what is to be other than in the demo. Patients walk the guide
    // where it says nothing: most of what is asked here, both journeys have.
    explicit TestApp(Config config = {}, std::string const& database = "sqlite");

    App const& app() const { return app_; }
    // From now on, for who is in the middle too.
    void change_journey(Journey journey) { app_.is_short_journey = journey == Journey::short_journey; }
    Practice const& practice() const { return practice_; }
    Time now() const { return clock_.time; }
    void wait(std::chrono::milliseconds time) { clock_.time += time; }
    TestBrowser browser() const { return TestBrowser(dispatcher_); }
    Dispatcher const& dispatcher() const { return dispatcher_; }

    // As the practice does; gives the registration, nullopt when it is completed already.
    std::optional<Id<Registration>> invite(TestPatient const& patient = {}) {
        return invite(patient, practice_);
    }
    // As another practice does.
    std::optional<Id<Registration>> invite(TestPatient const& patient, Practice const& practice);
    // As the practice does.
    void unlock(Id<Registration> const& registration);
    // Of the letter that was made last, as its reader sees it.
    std::string letter_text() const;
    std::string super_pin() const;
    std::string customer_number() const;

    // The oldest mail to this address that was not taken yet and whose subject begins so. A failure, and an
    // empty one, when there is none.
    Email mail(std::string const& to, std::string const& subject = "");
    // The path in it.
    std::string link(std::string const& to, std::string const& subject);
    // Of the oldest SMS that was not taken yet.
    std::string code();
    Sms text_message();
    bool has_text_message() { return deliver(), !sms_.empty(); }
    // How many were ever sent.
    std::size_t mails() { return deliver(), sent_mails_; }
    std::size_t sms() { return deliver(), sent_sms_; }

  private:
    void deliver();
    void take(MessageContent const& content);

    SetClock clock_;
    ContractInstallation installation_;
    App app_;
    Assets const assets_;
    TrustedProxies const proxies_;
    Dispatcher const dispatcher_{app_, {clock_, assets_, proxies_}, [](Answered const&) {}};
    Practice const practice_;
    std::string letter_;
    std::vector<Email> mails_;  // that nobody took yet
    std::vector<Sms> sms_;
    std::size_t sent_mails_ = 0, sent_sms_ = 0;
};

// Rows of a table, as in "audit_event WHERE …"; lines of the audit log.
int count(TestApp& app, std::string const& what);
int lines(TestApp& app, AuditType type);

constexpr auto test_password = "paard fiets wolk tuinstoel";
// From A to E2, without letter.
void go_to_super_pin(TestApp& app, TestBrowser& browser, TestPatient const& patient = {});
// From A to F2, without letter: an account without a phone yet, signed in.
void go_to_phone(TestApp& app, TestBrowser& browser, TestPatient const& patient = {});
// From F2 to F3, where the code of the SMS is typed.
void ask_code(TestBrowser& browser);
// From A to F5: with a phone.
void make_account(TestApp& app, TestBrowser& browser, TestPatient const& patient = {});
// Apotheek De Iep, which everybody who is a patient by now becomes a patient of too.
Practice add_other_practice(TestApp& app);
void sign_in(TestBrowser& browser, TestPatient const& patient = {});

}  // namespace voordeur
