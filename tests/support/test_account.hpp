// SPDX-License-Identifier: EUPL-1.2
// At the pages of Mijn account.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>

#include "support/test_app.hpp"

namespace voordeur {

// From E1 to the e-services, by SMS.
inline void sign_in_with_code(TestApp& app, TestBrowser& browser, TestPatient const& patient = {}) {
    app.wait(std::chrono::seconds(61));
    sign_in(browser, patient);
    browser.submit({{"code", app.code()}});
    if (browser.path() != "/diensten") throw std::runtime_error("not signed in: " + browser.text());
}

// At the page that asks what is missing.
inline void confirm_change(TestApp& app, TestBrowser& browser) {
    EXPECT_EQ(browser.heading(), "Bevestig dat u het bent");
    browser.submit({{"password", test_password}});
    if (browser.heading() == "Bevestig dat u het bent") browser.submit({{"code", app.code()}});
}

}  // namespace voordeur
