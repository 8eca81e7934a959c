// SPDX-License-Identifier: EUPL-1.2
#include "crypto/hash_memory.hpp"

#include <gtest/gtest.h>

#include <new>

namespace voordeur {
namespace {

constexpr std::size_t huge_page_bytes = 2 * 1024 * 1024;

TEST(HashMemory, IsWholeHugePagesFromTheStartOfOne) {
    struct Case {
        std::size_t asked, given;
    };
    for (auto const& [asked, given] : {Case{1, huge_page_bytes}, Case{huge_page_bytes, huge_page_bytes},
                                       Case{19 * 1024 * 1024, 10 * huge_page_bytes}}) {
        HashMemory const memory(asked);
        EXPECT_EQ(memory.bytes().size(), given);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory.bytes().data()) % huge_page_bytes, 0U);
        memory.bytes().front() = memory.bytes().back() = 1;
        memory.wipe();
        EXPECT_EQ(memory.bytes().front() + memory.bytes().back(), 0);
    }
}

TEST(HashMemory, SaysWhenThereIsNone) {
    EXPECT_THROW(HashMemory(std::size_t{1} << 60), std::bad_alloc);
}

}  // namespace
}  // namespace voordeur
