// SPDX-License-Identifier: EUPL-1.2
// A page's question for a passkey, and an installation that has a name to ask it under.
#pragma once

#include <nlohmann/json.hpp>

#include "crypto/encoding.hpp"
#include "support/test_app.hpp"
#include "support/test_passkey.hpp"

namespace voordeur {

constexpr auto passkey_host = "login.example.org";
constexpr auto passkey_origin = "https://login.example.org";

inline Config at_a_name() {
    Config config;
    config.site.public_url = passkey_origin;
    return config;
}

// What stands in it, for an authenticator.
struct Question {
    std::string sealed;
    PasskeyTerms terms;
    nlohmann::json options;
};

inline Question ask_passkey(TestBrowser& browser, std::string const& path) {
    auto const json = nlohmann::json::parse(browser.post(path, {}).body);
    auto const& options = json.contains("get") ? json["get"] : json["create"];
    auto const challenge = from_base64url(options["challenge"].get<std::string>()).value();
    return {json["question"], {challenge, passkey_origin, passkey_host}, options};
}

// At `page`, which asks its question beside it.
inline TestBrowser& add_passkey_at(TestBrowser& browser, std::string const& page, TestPasskey& passkey,
                                   TestPasskey::Change const& change = {}) {
    browser.open(page);
    auto const question = ask_passkey(browser, page + "/vraag");
    passkey.user_handle = from_base64url(question.options["user"]["id"].get<std::string>()).value();
    return browser.press(page, fields_of(passkey.make(question.terms, change), question.sealed));
}

}  // namespace voordeur
