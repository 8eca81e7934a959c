// SPDX-License-Identifier: EUPL-1.2
#include "crypto/encoding.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(Base64Url, IsReadAsItIsWritten) {
    for (std::string const bytes : {"", "f", "fo", "foo", "\xff\xff\xff", "\xfb\xef"})
        EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
}

// What is hashed to be used once would be used in as many ways as it can be written.
TEST(Base64Url, HasOneTextForItsBytes) {
    EXPECT_EQ(from_base64url("A_A"), std::string("\x03\xf0"));
    for (int byte = 0; byte < 256; ++byte) {
        auto const letter = static_cast<char>(byte);
        auto const read = from_base64url(std::string("A") + letter + "A");
        if (read) EXPECT_EQ(to_base64url(*read)[1], letter) << byte;
    }
    for (auto const* text : {"A", "AB", "A_B", "A_A=", "A_A\n", " A_A", "A+A", "A/A"})
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
}

}  // namespace
}  // namespace voordeur
