// SPDX-License-Identifier: EUPL-1.2
// Who has an account, and loses something.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <regex>
#include <string>
#include <vector>

#include "support/test_app.hpp"
#include "support/test_invitee.hpp"

namespace voordeur {

inline constexpr auto new_password = "lepel regen kasteel vijver";
inline constexpr auto begin_path = "/wachtwoord-vergeten/de-linde";

// A patient with a telephone and a super-PIN on paper; `home` is the browser that knows the account.
struct Owner {
    explicit Owner(TestApp& test_app) : app(test_app), home(app.browser()), other(app.browser()) {
        go_to_super_pin(app, home, patient);
        auto const shown = std::regex_replace(home.press("/super-pin").text(), std::regex("- +"), "-");
        pin = found_in(shown, "[0-9A-Z]{4}(-[0-9A-Z]{4}){3}");
        number = found_in(shown, "[0-9]{3} [0-9]{3} [0-9]{4}");
        home.submit({{"kept", "yes"}, {"password", test_password}});
        home.open("/tweede-factor/telefoon");
        ask_code(home);
        home.submit({{"code", app.code()}}).submit({{"password", test_password}});
        EXPECT_EQ(home.heading(), "U bent klaar") << home.text();
        app.mail(patient.email, "Uw account voor");
        other.move_to("198.51.100.7");
    }

    static std::string found_in(std::string const& text, char const* what) {
        std::smatch found;
        EXPECT_TRUE(std::regex_search(text, found, std::regex(what))) << text;
        return found.empty() ? "" : found.str();
    }
    // With both factors.
    TestBrowser& signs_in(TestBrowser& browser, std::string const& password = test_password) {
        app.wait(std::chrono::minutes(2));
        browser.open("/inloggen").submit({{"email", patient.email}, {"password", password}});
        return browser.submit({{"code", app.code()}});
    }
    void asks(TestBrowser& browser) { browser.open(begin_path).submit({{"email", patient.email}}); }
    std::string asked_link() {
        asks(other);
        return app.link(patient.email, "Opnieuw toegang");
    }
    TestBrowser& begins() {
        app.wait(std::chrono::minutes(2));
        auto const link = asked_link();
        return other.open(link).press(link);
    }
    TestBrowser& proves_phone() { return other.press("/herstel/sms").submit({{"code", app.code()}}); }
    TestBrowser& proves_pin(std::string const& typed = "") {
        return other.open("/herstel/super-pin").submit({{"super_pin", typed.empty() ? pin : typed}});
    }
    TestBrowser& proves_password(std::string const& typed = test_password) {
        return other.open("/herstel/wachtwoord").submit({{"password", typed}});
    }
    TestBrowser& chooses_password() {
        return other.open("/herstel/nieuw")
            .submit({{"password", new_password}, {"password_again", new_password}});
    }
    TestBrowser& chooses_phone(std::string const& phone) {
        return other.open("/herstel/nieuw").submit({{"phone", phone}}).submit({{"code", app.code()}});
    }

    TestApp& app;
    TestPatient patient;
    TestBrowser home, other;
    std::string pin, number;
};

// In Mijn account, just signed in: ten of them, kept.
inline std::vector<std::string> make_paper_codes(TestBrowser& browser) {
    browser.open("/mijn-account/papieren-codes").press("/mijn-account/papieren-codes");
    auto text = browser.html();
    text = text.substr(text.find("vd-codes"));
    text = text.substr(0, text.find("</ol>"));
    text = std::regex_replace(text, std::regex("<[^>]*>|\\s"), " ");
    text = std::regex_replace(text, std::regex("- +"), "-");
    std::vector<std::string> codes;
    std::regex const code("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}");
    for (std::sregex_iterator found(text.begin(), text.end(), code), end; found != end; ++found)
        codes.push_back(found->str());
    EXPECT_EQ(codes.size(), 10U) << browser.text();
    browser.submit({{"kept", "yes"}});
    return codes;
}

inline std::string path_in(std::string const& text, std::string const& begin) {
    auto const at = text.find(begin);
    if (at == std::string::npos) return "/";
    return text.substr(at, text.find_first_of(" \n", at) - at);
}

}  // namespace voordeur
