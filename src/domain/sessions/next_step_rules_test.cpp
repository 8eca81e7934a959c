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

}  // namespace
}  // namespace voordeur
