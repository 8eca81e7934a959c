// SPDX-License-Identifier: EUPL-1.2
#include "commands/judge_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace voordeur {
namespace {

using testing::HasSubstr;

TEST(JudgeSite, TheSignInPageAtThePublicAddress) {
    struct Case {
        SiteAnswer answer;
        Verdict verdict;
        std::string words;
    };
    std::string const url = "https://patient.delinde.example";
    for (auto const& [answer, verdict, words] : {
             Case{{.status = 200, .keeps_to_https = true}, Verdict::ok, "answers"},
             Case{{.status = 200}, Verdict::wrong, "without Strict-Transport-Security"},
             Case{{.error = "SSL", .is_untrusted = true}, Verdict::wrong, "certificate"},
             Case{{.error = "Couldn't resolve host name"}, Verdict::warning, "(Couldn't resolve host name)"},
             Case{{.status = 502, .keeps_to_https = true}, Verdict::warning, "Voordeur does not run"},
             Case{{.status = 503}, Verdict::warning, "Voordeur does not run"},
             Case{{.status = 404, .keeps_to_https = true}, Verdict::wrong, "answers 404"},
             Case{{.status = 301, .location = "https://www.delinde.example/"}, Verdict::wrong, "answers 301"},
         }) {
        auto const found = judge_site(url, answer);
        EXPECT_EQ(found.verdict, verdict) << words;
        EXPECT_THAT(found.words, HasSubstr(words));
    }
}

TEST(JudgeSite, OverHttp) {
    EXPECT_EQ(judge_plain_http({.error = "Couldn't connect to server"}).verdict, Verdict::ok);
    EXPECT_EQ(
        judge_plain_http({.status = 308, .location = "https://patient.delinde.example/inloggen"}).verdict,
        Verdict::ok);
    EXPECT_EQ(judge_plain_http({.status = 403}).verdict, Verdict::ok);
    EXPECT_EQ(judge_plain_http({.status = 200}).verdict, Verdict::wrong);
    EXPECT_EQ(judge_plain_http({.status = 200, .keeps_to_https = true}).verdict, Verdict::wrong);
}

}  // namespace
}  // namespace voordeur
