// SPDX-License-Identifier: EUPL-1.2
#include "values/qr_code.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace voordeur {
namespace {

TEST(QrCode, HasItsThreeEyes) {
    auto const code = QrCode::of("otpauth://totp/x");
    auto const last = code.side() - 7;
    for (auto const& [left, top] : {std::pair{0, 0}, std::pair{last, 0}, std::pair{0, last}})
        for (int at = 0; at < 7; ++at) {
            EXPECT_TRUE(code.is_dark(left + at, top));
            EXPECT_TRUE(code.is_dark(left, top + at));
            EXPECT_TRUE(code.is_dark(left + at, top + 6));
        }
    EXPECT_FALSE(code.is_dark(-1, 0));
    EXPECT_FALSE(code.is_dark(0, code.side()));
}

TEST(QrCode, IsARowOfRectangles) {
    auto const path = QrCode::of("a").svg_path();
    EXPECT_TRUE(path.starts_with("M0 0h7v1h-7z")) << path.substr(0, 40);
    EXPECT_EQ(path.find_first_not_of("Mhvz -0123456789"), std::string::npos);
}

TEST(QrCode, RefusesWhatNoCodeHolds) {
    EXPECT_THROW(QrCode::of(std::string(3000, 'a')), std::length_error);
}

}  // namespace
}  // namespace voordeur
