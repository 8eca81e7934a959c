// SPDX-License-Identifier: EUPL-1.2
#include "information/document.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(Document, IsCalledByItsFirstHeading) {
    EXPECT_EQ(first_heading("# Privacyverklaring\n\nTekst\n"), "Privacyverklaring");
    EXPECT_EQ(first_heading("Vooraf\n\n## Klein\n# Groot #\n"), "Groot");
    EXPECT_EQ(first_heading("# Windows\r\n"), "Windows");
    EXPECT_EQ(first_heading("# A"), "A");
    EXPECT_EQ(first_heading("# \n# B"), "B");
    EXPECT_EQ(first_heading("## Klein\n#Geen kop\n"), std::nullopt);
    EXPECT_EQ(first_heading(""), std::nullopt);
}

}  // namespace
}  // namespace voordeur
