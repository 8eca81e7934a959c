// SPDX-License-Identifier: EUPL-1.2
#include "clients/assertion_rules.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace voordeur {
namespace {

using namespace std::chrono_literals;

Time const now = from_stored(1'800'000'000'000);

TEST(AssertionRules, WhatAClientMustSayOfItself) {
    struct Case {
        std::function<void(Assertion&)> change;
        std::string wrong;
    };
    std::vector<Case> const cases{
        {[](Assertion&) {}, ""},
        {[](Assertion& each) { each.type = "JWT"; }, ""},
        {[](Assertion& each) { each.type = "client-authentication+jwt"; }, ""},
        {[](Assertion& each) { each.type = "logout+jwt"; }, "typ is another"},
        {[](Assertion& each) { each.issuer = "ander"; }, "iss is not the client"},
        {[](Assertion& each) { each.subject = ""; }, "sub is not the client"},
        {[](Assertion& each) { each.audience = ""; }, "aud is not the issuer alone"},
        {[](Assertion& each) { each.audience += "/"; }, "aud is not the issuer alone"},
        {[](Assertion& each) { each.audience += "/oidc/token"; }, "aud is not the issuer alone"},
        {[](Assertion& each) { each.id = ""; }, "jti is missing, or too long"},
        {[](Assertion& each) { each.id = std::string(256, 'j'); }, ""},
        {[](Assertion& each) { each.id = std::string(257, 'j'); }, "jti is missing, or too long"},
        {[](Assertion& each) { each.expires_at = std::nullopt; }, "exp is missing"},
        {[](Assertion& each) { each.expires_at = now + 1ms; }, ""},
        {[](Assertion& each) { each.expires_at = now; }, "exp is 0 s ago"},
        {[](Assertion& each) { each.expires_at = now - 5min; }, "exp is 300 s ago"},
        {[](Assertion& each) { each.expires_at = now + 60min; }, ""},
        {[](Assertion& each) { each.expires_at = now + 60min + 1s; }, "exp is 3601 s ahead"},
        {[](Assertion& each) { each.issued_at = now + 10s; }, ""},
        {[](Assertion& each) { each.issued_at = now + 61s; }, "iat is 61 s ahead"},
        {[](Assertion& each) { each.begins_at = now + 8s; }, ""},
        {[](Assertion& each) { each.begins_at = now + 61s; }, "nbf is 61 s ahead"},
        {[](Assertion& each) { each.issued_at = now - 50min; }, ""},
    };
    for (auto const& [change, wrong] : cases) {
        Assertion assertion{.type = "",
                            .issuer = "recept",
                            .subject = "recept",
                            .audience = "https://voordeur.example",
                            .id = "eenmalig",
                            .expires_at = now + 1min};
        change(assertion);
        EXPECT_EQ(what_is_wrong(assertion, {"recept", "https://voordeur.example"}, now), wrong);
    }
}

}  // namespace
}  // namespace voordeur
