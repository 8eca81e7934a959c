// SPDX-License-Identifier: EUPL-1.2
#include "values/super_pin.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <set>

namespace voordeur {
namespace {

static_assert(!std::equality_comparable<SuperPin>);

TEST(SuperPin, IsReadHoweverItIsTyped) {
    for (std::string_view const typed :
         {"7K3MQ9TX4HFAW2R0", "7K3M-Q9TX-4HFA-W2R0", "7k3m-q9tx-4hfa-w2r0", "7K3M Q9TX 4HFA W2R0",
          "7K3M–Q9TX—4HFA−W2R0", " 7K3M-Q9TX-4HFA-W2RO ", "7k3mq9tx4hfaw2ro", "7K3M-Q9TX-\u200B4HFA-W2R0",
          "7K3M\u00A0Q9TX\u00A04HFA\u00A0W2R0", "７Ｋ３ＭＱ９ＴＸ４ＨＦＡＷ２Ｒ０", "7K3M.Q9TX.4HFA.W2R0",
          "Super-PIN: 7K3M-Q9TX-4HFA-W2R0", "CGM Life super-PIN:7k3m-q9tx-4hfa-w2r0"}) {
        auto const pin = SuperPin::parse(typed);
        ASSERT_TRUE(pin) << typed;
        EXPECT_EQ(pin->reveal(), "7K3MQ9TX4HFAW2R0") << typed;
        EXPECT_EQ(pin->grouped(), "7K3M-Q9TX-4HFA-W2R0");
    }
    EXPECT_EQ(SuperPin::parse("iIlL-oO00-1111-0000").value().reveal(), "1111000011110000");
}

TEST(SuperPin, IsRefused) {
    for (std::string_view const typed :
         {"", "7K3M", "7K3MQ9TX4HFAW2R", "7K3MQ9TX4HFAW2R00", "UK3MQ9TX4HFAW2R0", "7K3MQ9TX4HFAW2Ru",
          "7K3M_Q9TX_4HFA_W2R0", "7K3M/Q9TX/4HFA/W2R0", "7K3MQ9TX4HFAW2É", "7K3MQ9TX4HFAW2R\xFF",
          "7K3MQ9TX\n4HFAW2R0", "XXXX-XXXX-XXXX"}) {
        EXPECT_FALSE(SuperPin::parse(typed)) << typed;
    }
}

TEST(SuperPin, NewOnesComeBackAndDiffer) {
    SystemRandom random;
    std::set<std::string> seen;
    for (auto round = 0; round < 1000; ++round) {
        auto const pin = SuperPin::make(random);
        EXPECT_EQ(SuperPin::parse(pin.grouped()).value().reveal(), pin.reveal());
        seen.insert(pin.reveal());
    }
    EXPECT_EQ(seen.size(), 1000U);
}

}  // namespace
}  // namespace voordeur
