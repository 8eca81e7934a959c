// SPDX-License-Identifier: EUPL-1.2
#include "pdf/making_places.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace voordeur {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
constexpr milliseconds at_once{0};

TEST(MakingPlaces, AreAsManyAsWereSaid) {
    MakingPlaces places(2);
    auto first = places.take("a", at_once);
    auto const second = places.take("b", at_once);
    EXPECT_TRUE(first && second);
    EXPECT_FALSE(places.take("c", at_once));
    EXPECT_FALSE(places.take("", at_once));
    first.reset();
    EXPECT_TRUE(places.take("c", at_once));
}

TEST(MakingPlaces, AnAccountHasOneWhateverIsFree) {
    MakingPlaces places(9);
    auto first = places.take("a", at_once);
    EXPECT_FALSE(places.take("a", at_once));
    EXPECT_TRUE(places.take("b", at_once));
    first.reset();
    EXPECT_TRUE(places.take("a", at_once));
}

TEST(MakingPlaces, OneOfAnAccountWaitsAndTheNextIsToldAtOnce) {
    MakingPlaces places(9);
    auto first = places.take("a", at_once);
    std::jthread const waiting([&] { EXPECT_TRUE(places.take("a", minutes{1})); });
    // Whether that one waits cannot be seen but by who comes after it.
    auto const began = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(milliseconds{100});
    EXPECT_FALSE(places.take("a", minutes{1}));
    EXPECT_LT(std::chrono::steady_clock::now() - began, minutes{1});
    EXPECT_TRUE(places.take("b", at_once));
    first.reset();
}

TEST(MakingPlaces, WhatHasNoAccountIsInNobodysWay) {
    MakingPlaces places(2);
    auto const first = places.take("", at_once);
    EXPECT_TRUE(places.take("", at_once));
}

}  // namespace
}  // namespace voordeur
