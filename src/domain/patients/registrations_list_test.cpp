// SPDX-License-Identifier: EUPL-1.2
#include "patients/registrations_list.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

constexpr Time now{std::chrono::hours(24 * 365 * 56)};
constexpr auto later = now + std::chrono::hours(24);

ListedRegistration open_registration() {
    return {.id = Id<Registration>("1"),
            .name = "Jan",
            .birth_date = "1948-03-07",
            .email = "jan@post.example",
            .invited_at = now,
            .facts = {later, std::nullopt, std::nullopt},
            .letter_expires_at = std::nullopt,
            .proved_by = std::nullopt};
}

TEST(WhereItStands, FollowsTheJourney) {
    auto registration = open_registration();
    EXPECT_EQ(where_it_stands(registration, now), "invited; details to fill in");
    registration.letter_expires_at = later;
    EXPECT_EQ(where_it_stands(registration, now), "invited; super-PIN or details to fill in");
    registration.letter_expires_at = now;
    EXPECT_EQ(where_it_stands(registration, now), "invited; details to fill in (the letter is too old)");
    registration.proved_by = IdentityProof::details;
    EXPECT_EQ(where_it_stands(registration, now), "details were right; link in the second mail to open");
    registration.proved_by = IdentityProof::letter;
    EXPECT_EQ(where_it_stands(registration, now), "super-PIN was right; password to choose");
    registration.has_password = true;
    EXPECT_EQ(where_it_stands(registration, now), "password chosen; documents to accept");
    registration.facts.locked_at = now;
    EXPECT_EQ(where_it_stands(registration, now), "locked; unlock it");
    registration.facts.expires_at = now;
    EXPECT_EQ(where_it_stands(registration, now), "ended; invite again");
    registration.facts.completed_at = now;
    EXPECT_EQ(where_it_stands(registration, now), "account made; super-PIN to make");
    registration.has_super_pin = true;
    EXPECT_EQ(where_it_stands(registration, now), "account made; phone or app to add");
    registration.has_second_factor = true;
    EXPECT_EQ(where_it_stands(registration, now), "done");
}

TEST(TriesLeft, AreThoseThatStillCount) {
    auto registration = open_registration();
    registration.details_tries = 2;
    EXPECT_EQ(tries_left(registration, {}, now), "3 details");
    registration.letter_expires_at = later;
    registration.super_pin_tries = 9;
    EXPECT_EQ(tries_left(registration, {}, now), "3 details, 0 super-PIN");
    registration.facts.completed_at = now;
    EXPECT_EQ(tries_left(registration, {}, now), "-");
}

TEST(Registrations, TellTwoOfOneNameApartWithoutSayingMore) {
    EXPECT_EQ(year_of_birth("1948-03-07"), "1948");
    EXPECT_EQ(year_of_birth("1976-?\?-?\?"), "1976");
    EXPECT_EQ(year_of_birth("?\?48-03-07"), "?\?48");
    EXPECT_EQ(year_of_birth(""), "-");  // erased
    EXPECT_EQ(masked("jan@post.example"), "j…@post.example");
    EXPECT_EQ(masked("ĳsbrand@post.example"), "ĳ…@post.example");
    EXPECT_EQ(masked(""), "-");
}

TEST(WhereItStands, SaysWhoEndedIt) {
    auto registration = open_registration();
    registration.facts.stopped_at = now;
    EXPECT_EQ(where_it_stands(registration, now), "withdrawn; invite again");
    registration.facts.completed_at = now;
    EXPECT_EQ(where_it_stands(registration, now), "account closed; invite again");
}

TEST(MessageWords, SayHowItFares) {
    EXPECT_EQ(message_words({"email", "invitation", "sent", 1, now, std::nullopt, now, std::nullopt}),
              "invitation sent, 18 December 2025 01:00");
    EXPECT_EQ(message_words({"email", "confirmation", "given_up", 1, now, std::nullopt, now, "550 5.1.1"}),
              "confirmation given up, 18 December 2025 01:00 (550 5.1.1)");
    EXPECT_EQ(message_words({"sms", "sign_in_code", "waiting", 1, now, now, std::nullopt, std::nullopt}),
              "sign in code waiting, 18 December 2025 01:00");
}

}  // namespace
}  // namespace voordeur
