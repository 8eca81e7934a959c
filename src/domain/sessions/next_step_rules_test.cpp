// SPDX-License-Identifier: EUPL-1.2
#include "sessions/next_step_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(NextStep, EveryCase) {
    using enum SignInLevel;
    struct Case {
        SignedInFacts facts;
        NextStep step;
    };
    for (auto const& [facts, step] : {
             Case{{password, false, false}, NextStep::make_super_pin},
             Case{{password, true, false}, NextStep::add_second_factor},
             Case{{password, true, true}, NextStep::enter_code},
             // Whoever has a second factor proves it before anything else is set.
             Case{{password, false, true}, NextStep::enter_code},
             Case{{two_factors, false, true}, NextStep::make_super_pin},
             Case{{two_factors, true, true}, NextStep::services},
             // The practice took the second factor away: no e-service opens before there is one again.
             Case{{two_factors, true, false}, NextStep::add_second_factor},
         })
        EXPECT_EQ(next_step(facts), step);
}

TEST(NextStep, ThePhoneComesFirstInTheShortJourney) {
    using enum SignInLevel;
    EXPECT_EQ(next_step({password, false, false, true}), NextStep::add_second_factor);
    EXPECT_EQ(next_step({password, true, false, true}), NextStep::add_second_factor);
    EXPECT_EQ(next_step({password, false, true, true}), NextStep::enter_code);
    EXPECT_EQ(next_step({two_factors, false, true, true}), NextStep::make_super_pin);
    EXPECT_EQ(next_step({two_factors, true, true, true}), NextStep::services);
}

TEST(NextStep, TheLettersSuperPinMakesRoomForANewOneBeforeAnythingOpens) {
    using enum SignInLevel;
    SignedInFacts facts{two_factors, true, true};
    facts.asks_new_super_pin = true;
    EXPECT_EQ(next_step(facts), NextStep::renew_super_pin);
    EXPECT_TRUE(may_do(NextStep::renew_super_pin, facts));
    EXPECT_FALSE(may_do(NextStep::services, facts));
    facts.has_super_pin = false;
    EXPECT_EQ(next_step(facts), NextStep::make_super_pin) << "a recovery used it up";
    facts.level = password;
    EXPECT_EQ(next_step(facts), NextStep::enter_code);
}

TEST(NextStep, WhoHasNeitherGoesOnWithWhatWasBegun) {
    using enum SignInLevel;
    using enum NextStep;
    EXPECT_TRUE(may_do(make_super_pin, {password, false, false, true}));
    EXPECT_TRUE(may_do(add_second_factor, {password, false, false, false, true}));
    EXPECT_FALSE(may_do(add_second_factor, {password, false, false, false, false}));
    EXPECT_FALSE(may_do(services, {password, false, false, true}));
    EXPECT_FALSE(may_do(make_super_pin, {password, false, true, true})) << "the code comes first";
    EXPECT_FALSE(may_do(make_super_pin, {password, true, false, false}));
    EXPECT_FALSE(may_do(add_second_factor, {two_factors, false, true, true}));
}

}  // namespace
}  // namespace voordeur
