// SPDX-License-Identifier: EUPL-1.2
#include "values/text_table.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(TextTable, PadsByCharactersAndNotByBytes) {
    EXPECT_EQ(text_table({{"NAME", "PHONE"}, {"Şeyma", "-"}, {"Jan", "06"}}),
              "NAME   PHONE\nŞeyma  -\nJan    06\n");
}

TEST(TextTable, OfNothingIsNothing) {
    EXPECT_EQ(text_table({}), "");
}

}  // namespace
}  // namespace voordeur
