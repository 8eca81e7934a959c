// SPDX-License-Identifier: EUPL-1.2
#include "support/test_app.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <stdexcept>

#include "base/id.hpp"
#include "patients/invite.hpp"
#include "patients/unlock.hpp"
#include "support/contract_outbox.hpp"
#include "support/placeholders.hpp"
#include "values/person_name.hpp"

namespace voordeur {
namespace {

constexpr std::string_view letters_of_tokens =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Practice add_de_linde(App const& app, Time now) {
    Practice const practice{new_id<Practice>(now, app.random), "de-linde",
                            "Huisartsenpraktijk De Linde",     "020 555 0134",
                            "balie@delinde.example",           false};
    app.database.transaction([&](Transaction& transaction) { add_practice(transaction, practice, now); });
    return practice;
}

std::string found_in(std::string const& text, std::string const& pattern) {
    std::smatch found;
    if (!std::regex_search(text, found, std::regex(pattern)))
        throw std::runtime_error(pattern + " is not in:\n" + text);
    return found.str();
}

// Hashing as slowly as for patients would be most of what these tests take.
Config for_tests(Config config) {
    if (!config.journey) config.journey = Journey::guide;
    config.hashing_cost = {.memory_kib = 8, .passes = 1};
    return config;
}

}  // namespace

TestApp::TestApp(Config config, std::string const& database)
    : installation_(database, for_tests(std::move(config))),
      app_(installation_->app()),
      practice_(add_de_linde(app_, clock_.time)) {
    app_.documents.register_versions(app_.database, clock_.time, app_.random);
}

std::optional<Id<Registration>> TestApp::invite(TestPatient const& patient, Practice const& practice) {
    auto const outcome = voordeur::invite(
        app_.patients,
        {.practice = practice,
         .name = PersonName::parse(patient.name).value(),
         .email = EmailAddress::parse(patient.email).value(),
         .birth_date = BirthDate::from_iso(patient.birth_date),
         .postcode = Postcode::parse(patient.postcode).value(),
         .phone = patient.phone.empty() ? std::nullopt : std::optional(PhoneNumber::from_e164(patient.phone)),
         .language = patient.language,
         .with_letter = patient.with_letter,
         .keep_letter = [this](std::string const& pdf) { letter_ = pdf; }},
        clock_.time);
    auto const* invited = std::get_if<Invited>(&outcome);
    return invited ? std::optional(invited->registration_id) : std::nullopt;
}

std::string TestApp::letter_text() const {
    auto const file =
        std::filesystem::temp_directory_path() / ("letter-" + std::to_string(getpid()) + ".pdf");
    std::ofstream(file, std::ios::binary) << letter_;
    std::string text;
    auto* const reader = popen(("pdftotext -layout '" + file.string() + "' -").c_str(), "r");
    for (int character = fgetc(reader); character != EOF; character = fgetc(reader))
        text += static_cast<char>(character);
    pclose(reader);
    std::filesystem::remove(file);
    return text;
}

std::string TestApp::super_pin() const {
    return found_in(letter_text(), "[0-9A-Z]{4}(-[0-9A-Z]{4}){3}");
}

std::string TestApp::customer_number() const {
    auto const text = letter_text();
    return found_in(text.substr(std::min(text.find("klantnummer"), text.size())),
                    "[0-9]{3} [0-9]{3} [0-9]{4}");
}

void TestApp::unlock(Id<Registration> const& registration) {
    auto const outcome = voordeur::unlock(app_.patients, registration, "test", clock_.time);
    EXPECT_TRUE(std::holds_alternative<Unlocked>(outcome));
}

void TestApp::deliver() {
    for (auto const& message : take_messages(app_.database, app_.sealer, clock_.time)) take(message.content);
}

void TestApp::take(MessageContent const& content) {
    if (auto const* sms = std::get_if<Sms>(&content)) {
        EXPECT_FALSE(holds_placeholder(sms->text)) << sms->text;
        sms_.push_back(*sms);
        ++sent_sms_;
        return;
    }
    auto const& mail = std::get<Email>(content);
    for (auto const& text : {mail.subject, mail.text, mail.html})
        EXPECT_FALSE(holds_placeholder(text)) << text;
    mails_.push_back(mail);
    ++sent_mails_;
}

Email TestApp::mail(std::string const& to, std::string const& subject) {
    deliver();
    auto const found = std::ranges::find_if(
        mails_, [&](Email const& mail) { return mail.to == to && mail.subject.starts_with(subject); });
    if (found == mails_.end()) {
        ADD_FAILURE() << "no mail \"" << subject << "…\" to " << to;
        return {};
    }
    auto const mail = *found;
    mails_.erase(found);
    return mail;
}

std::string TestApp::link(std::string const& to, std::string const& subject) {
    auto const text = mail(to, subject).text;
    auto const begin = std::min({text.find("/u/"), text.find("/b/"), text.find("/h/"), text.find("/e/")});
    if (begin == std::string::npos) return "/";
    return text.substr(begin, text.find_first_not_of(letters_of_tokens, begin + 3) - begin);
}

Sms TestApp::text_message() {
    deliver();
    if (sms_.empty()) {
        ADD_FAILURE() << "no SMS";
        return {};
    }
    auto const sms = sms_.front();
    sms_.erase(sms_.begin());
    return sms;
}

std::string TestApp::code() {
    auto const text = text_message().text;
    if (text.empty()) return "";
    return text.substr(text.find_first_of("0123456789"), 6);
}

int count(TestApp& app, std::string const& what) {
    return app.app().database.read([&](Transaction& transaction) {
        return static_cast<int>(transaction.one("SELECT COUNT(*) FROM " + what)->number(0));
    });
}

int lines(TestApp& app, AuditType type) {
    return count(app, "audit_event WHERE event_type_code = '" + std::string(stored_name(type)) + "'");
}

void go_to_super_pin(TestApp& app, TestBrowser& browser, TestPatient const& patient) {
    app.invite(patient);
    browser.open(app.link(patient.email, "Stap 1: ") + "/gegevens");
    browser.submit(
        {{"email", patient.email}, {"birth_date", "7 maart 1948"}, {"postcode", patient.postcode}});
    browser.open(app.link(patient.email, "Stap 2: "));
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    sign_in(browser, patient);
}

void go_to_phone(TestApp& app, TestBrowser& browser, TestPatient const& patient) {
    go_to_super_pin(app, browser, patient);
    browser.press("/super-pin").submit({{"kept", "yes"}, {"password", test_password}});
    browser.open("/tweede-factor/telefoon");
}

void ask_code(TestBrowser& browser) {
    browser.submit({{"country", "NL"}, {"phone", "06 12345678"}}).open("/tweede-factor/code");
}

void make_account(TestApp& app, TestBrowser& browser, TestPatient const& patient) {
    go_to_phone(app, browser, patient);
    ask_code(browser);
    browser.submit({{"code", app.code()}}).submit({{"password", test_password}});
    EXPECT_EQ(browser.heading(), "U bent klaar") << browser.text();
    EXPECT_NE(app.mail(patient.email, "Uw account voor").text.find("Beste " + short_name(patient.name) + ","),
              std::string::npos);
}

void sign_in(TestBrowser& browser, TestPatient const& patient) {
    browser.open("/inloggen").submit({{"email", patient.email}, {"password", test_password}});
}

Practice add_other_practice(TestApp& app) {
    Practice const other{.id = new_id<Practice>(app.now(), app.app().random),
                         .slug = "apotheek",
                         .name = "Apotheek De Iep",
                         .phone = "020 555 0135",
                         .email = "apotheek@iep.example"};
    app.app().database.transaction([&](Transaction& transaction) {
        add_practice(transaction, other, app.now());
        transaction.run(
            "INSERT INTO patient (id, practice_id, name, email, birth_date, postcode, account_id, identity, "
            "made_at, linked_at) SELECT 'other', $1, name, email, birth_date, postcode, account_id, "
            "identity, "
            "made_at, linked_at + 1 FROM patient",
            other.id);
    });
    return other;
}

}  // namespace voordeur
