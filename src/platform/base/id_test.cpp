// SPDX-License-Identifier: EUPL-1.2
#include "base/id.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <regex>
#include <set>
#include <type_traits>

#include "base/random.hpp"

namespace voordeur {
namespace {

struct Patient;
struct Practice;

// The isolation between practices hangs on these.
static_assert(!std::is_constructible_v<Id<Practice>, Id<Patient>>);
static_assert(!std::is_assignable_v<Id<Practice>&, Id<Patient>>);
static_assert(!std::equality_comparable_with<Id<Practice>, Id<Patient>>);
static_assert(!std::is_convertible_v<std::string, Id<Practice>>);
static_assert(!std::is_convertible_v<Id<Practice>, std::string>);
static_assert(!std::is_default_constructible_v<Id<Practice>>);

TEST(Id, IsItsText) {
    EXPECT_EQ(Id<Practice>("1").text(), "1");
    EXPECT_EQ(Id<Practice>("1"), Id<Practice>("1"));
    EXPECT_LT(Id<Practice>("1"), Id<Practice>("2"));
}

TEST(Id, IsMadeInTheOrderOfTime) {
    SystemRandom random;
    std::set<Id<Patient>> ids;
    Id<Patient> last("");
    for (std::int64_t milliseconds = 1'800'000'000'000; milliseconds < 1'800'000'000'100; ++milliseconds) {
        auto const id = new_id<Patient>(from_stored(milliseconds), random);
        EXPECT_TRUE(std::regex_match(
            id.text(), std::regex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")));
        EXPECT_LT(last, id);
        ids.insert(id);
        last = id;
    }
    EXPECT_EQ(ids.size(), 100U);
}

}  // namespace
}  // namespace voordeur
