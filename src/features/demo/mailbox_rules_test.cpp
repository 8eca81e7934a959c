// SPDX-License-Identifier: EUPL-1.2
#include "demo/mailbox_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(Mailbox, FindsTheLinkOfAMail) {
    constexpr std::string_view site = "http://127.0.0.1:8080";
    EXPECT_EQ(link_in("Beste heer,\n\nhttp://127.0.0.1:8080/u/abc\n\nGroet", site),
              "http://127.0.0.1:8080/u/abc");
    EXPECT_EQ(link_in("http://127.0.0.1:8080/b/abc", site), "http://127.0.0.1:8080/b/abc");
    EXPECT_EQ(link_in("Ga naar http://127.0.0.1:8080/u/abc\n", site), std::nullopt);
    EXPECT_EQ(link_in("http://127.0.0.1:8080/u/abc is een link\n", site), std::nullopt);
    EXPECT_EQ(link_in("http://127.0.0.1:80801/u/abc\n", site), std::nullopt);
    EXPECT_EQ(link_in("\n\n", site), std::nullopt);
    EXPECT_EQ(link_in("", site), std::nullopt);
}

TEST(Mailbox, CallsAPatientByTheSurname) {
    EXPECT_EQ(called("mevrouw J. Voorbeeld"), "mevrouw Voorbeeld");
    EXPECT_EQ(called("meneer A. B. van Tester"), "meneer van Tester");
    EXPECT_EQ(called("Voorbeeld"), "Voorbeeld");
    EXPECT_EQ(called(""), "");
}

TEST(Mailbox, ShowsABirthDateAsItIsTyped) {
    EXPECT_EQ(typed_form({.year = 1948, .month = 3, .day = 7}), "7-3-1948");
    EXPECT_EQ(typed_form({.year = 1976, .month = 3, .day = {}}), "3-1976");
    EXPECT_EQ(typed_form({.year = 1976, .month = {}, .day = {}}), "1976");
    // A day without its month could not be typed back.
    EXPECT_EQ(typed_form({.year = 1976, .month = {}, .day = 7}), "1976");
}

}  // namespace
}  // namespace voordeur
