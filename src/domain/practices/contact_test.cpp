// SPDX-License-Identifier: EUPL-1.2
#include "practices/contact.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

Operator const with_phone{.name = "Zorg ICT", .email = "hulp@zorgict.example", .phone = "020 123 45 67"};
Operator const without_phone{.name = "Zorg ICT", .email = "hulp@zorgict.example"};

std::optional<Practice> practice(std::string phone) {
    return Practice{.id = Id<Practice>("1"),
                    .slug = "de-linde",
                    .name = "De Linde",
                    .phone = std::move(phone),
                    .email = "balie@delinde.example"};
}

TEST(ContactFor, IsAlwaysANumberOrANameNeverAnAddress) {
    EXPECT_EQ(contact_for(practice("020 555 01 34"), with_phone).text(), "De Linde: 020 555 01 34");
    EXPECT_EQ(contact_for(practice(""), with_phone).text(), "Zorg ICT: 020 123 45 67");
    EXPECT_EQ(contact_for(practice(""), without_phone).text(), "De Linde");
    EXPECT_EQ(contact_for({}, with_phone).text(), "Zorg ICT: 020 123 45 67");
    EXPECT_EQ(contact_for({}, without_phone).text(), "Zorg ICT");
}

TEST(WaysToReach, AreThoseThatTheOperatorHas) {
    EXPECT_EQ(ways_to_reach(with_phone), "Zorg ICT, hulp@zorgict.example, 020 123 45 67");
    EXPECT_EQ(ways_to_reach({.name = "Zorg ICT", .phone = "020 123 45 67"}), "Zorg ICT, 020 123 45 67");
    EXPECT_EQ(ways_to_reach({.name = "Zorg ICT"}), "Zorg ICT");
}

}  // namespace
}  // namespace voordeur
