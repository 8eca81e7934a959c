// SPDX-License-Identifier: EUPL-1.2
#include "base/secret.hpp"

#include <gtest/gtest.h>

#include <array>
#include <new>

namespace voordeur {
namespace {

using Code = Secret<struct CodeTag>;

// As its bytes lie in memory: a short text lies inside the object.
bool holds(std::array<std::byte, sizeof(Code)> const& room, std::string const& text) {
    std::string const bytes(reinterpret_cast<char const*>(room.data()), room.size());
    return bytes.find(text) != std::string::npos;
}

TEST(Secret, LeavesNothingWhereItWas) {
    alignas(Code) std::array<std::byte, sizeof(Code)> room{};
    auto* const code = new (room.data()) Code("314159");
    ASSERT_TRUE(holds(room, "314159"));
    Code const moved(std::move(*code));
    EXPECT_FALSE(holds(room, "314159"));
    EXPECT_EQ(moved.reveal(), "314159");
    *code = Code("271828");
    ASSERT_TRUE(holds(room, "271828"));
    code->~Code();
    EXPECT_FALSE(holds(room, "271828"));
}

}  // namespace
}  // namespace voordeur
