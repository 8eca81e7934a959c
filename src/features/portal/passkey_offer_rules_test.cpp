// SPDX-License-Identifier: EUPL-1.2
#include "portal/passkey_offer_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using namespace std::chrono_literals;

Time const made = from_stored(1'800'000'000'000);

TEST(PasskeyOffer, EveryCase) {
    using enum PasskeyOffer;
    auto const year = made + 365 * 24h;
    struct Case {
        PasskeyOfferFacts facts;
        Time now;
        PasskeyOffer offer;
    };
    for (auto const& [facts, now, offer] : {
             Case{{.account_made_at = made}, made, first_one},
             Case{{.account_made_at = made}, made + 7 * 24h - 1s, first_one},
             Case{{.account_made_at = made}, made + 7 * 24h, none},
             Case{{.said_no = true, .account_made_at = made}, made, none},
             Case{{.has_passkeys = true, .account_made_at = made}, made, none},
             // After a recovery, once one can be added.
             Case{{.account_made_at = made, .free_since = year}, year - 1s, none},
             Case{{.account_made_at = made, .free_since = year}, year, first_one},
             Case{{.account_made_at = made, .free_since = year}, year + 7 * 24h, none},
             // On this device too.
             Case{{.has_passkeys = true, .came_by_another_device = true, .account_made_at = made},
                  year,
                  on_this_device},
             Case{{.has_passkeys = true,
             .said_no = true,
             .came_by_another_device = true,
             .account_made_at = made},
                  year,
                  none},
             Case{{.has_passkeys = true,
             .came_by_another_device = true,
             .account_made_at = made,
             .free_since = year},
                  year - 1s,
                  none},
         })
        EXPECT_EQ(passkey_offer(facts, now), offer);
}

}  // namespace
}  // namespace voordeur
