// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include "support/test_app.hpp"

namespace voordeur {

constexpr auto confirm_heading = "Kijk in uw e-mail";

inline Config short_one() {
    Config config;
    config.journey = Journey::short_journey;
    return config;
}

// What a patient of the samples types there.
inline Fields const own_details{{"birth_date", "7 maart 1948"}, {"postcode", "1234 ab"}};
inline Fields const own_choices{{"password", test_password}, {"accept_terms", "yes"}};
inline Fields const own_phone{{"country", "NL"}, {"phone", "06 12345678"}};

// Who is invited, and has opened the link.
struct Invitee {
    explicit Invitee(TestApp& test_app, TestPatient who = {})
        : app(test_app),
          patient(std::move(who)),
          registration(app.invite(patient).value()),
          link(mailed("Stap 1: ")) {
        browser.open(link);
    }

    std::string mailed(std::string const& subject) { return app.link(patient.email, subject); }
    TestBrowser& type_details(Fields other = {}) {
        browser.open(link + "/gegevens");
        other.merge(
            Fields{{"email", patient.email}, {"birth_date", "7 maart 1948"}, {"postcode", patient.postcode}});
        return browser.submit(other);
    }
    TestBrowser& type_super_pin(std::string const& pin) {
        return browser.open(link).submit({{"super_pin", pin}});
    }
    void confirms_details() { EXPECT_EQ(type_details().heading(), confirm_heading) << browser.text(); }

    TestApp& app;
    TestPatient patient;
    TestBrowser browser = app.browser();
    Id<Registration> registration;
    std::string link;
};

}  // namespace voordeur
