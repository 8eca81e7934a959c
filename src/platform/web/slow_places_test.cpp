// SPDX-License-Identifier: EUPL-1.2
#include "web/slow_places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace voordeur {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Four places, of which one sharer has at most two; three wait.
class SlowPlacesTest : public testing::Test {
  protected:
    SlowPlaces::Number come(std::string const& name, Sharers const& sharers) {
        return places_.enter(
            {sharers, [this, name] { began_.push_back(name); }, [this, name] { refused_.push_back(name); }});
    }
    SlowPlaces::Number come(std::string const& name) { return come(name, {name.substr(0, 1)}); }

    SlowPlaces places_{{.places = 4, .of_each = 2, .waiting = 3}};
    std::vector<std::string> began_, refused_;
};

TEST_F(SlowPlacesTest, OneSharerHasItsShareAndTheOthersBeginAtOnce) {
    for (auto const* name : {"a1", "a2", "a3", "b1", "c1"}) come(name);
    EXPECT_THAT(began_, ElementsAre("a1", "a2", "b1", "c1"));
    EXPECT_TRUE(places_.is_crowded());
    places_.leave({"a"});
    EXPECT_THAT(began_, ElementsAre("a1", "a2", "b1", "c1", "a3"));
    EXPECT_THAT(refused_, IsEmpty());
}

TEST_F(SlowPlacesTest, WhoHasLeastIsNext) {
    for (auto const* name : {"a1", "a2", "b1", "b2", "a3", "b3", "c1"}) come(name);
    EXPECT_THAT(began_, ElementsAre("a1", "a2", "b1", "b2"));
    places_.leave({"a"});
    EXPECT_EQ(began_.back(), "c1") << "that came last, and has none";
    places_.leave({"b"});
    EXPECT_EQ(began_.back(), "a3") << "that came first of those who have one";
}

TEST_F(SlowPlacesTest, WhoFloodsIsRefusedAndNobodyElse) {
    for (auto const* name : {"a1", "a2", "a3", "a4", "a5", "a6"}) come(name);
    EXPECT_THAT(refused_, ElementsAre("a6"));
    for (auto const* name : {"b1", "b2", "b3", "c1"}) come(name);
    EXPECT_THAT(began_, ElementsAre("a1", "a2", "b1", "b2"));
    EXPECT_THAT(refused_, ElementsAre("a6", "a5", "a4"));
}

// Of many networks at one link, and of one network at many.
TEST_F(SlowPlacesTest, ALinkIsSharedAsANetworkIs) {
    come("1", {"network 1", "link x"});
    come("2", {"network 2", "link x"});
    come("3", {"network 3", "link x"});
    come("4", {"network 4", "link y"});
    come("5", {"network 4", "link z"});
    EXPECT_THAT(began_, ElementsAre("1", "2", "4", "5"));
    places_.leave({"network 1", "link x"});
    EXPECT_EQ(began_.back(), "3");
}

TEST_F(SlowPlacesTest, WhoGivesUpNeitherBeginsNorIsRefused) {
    come("a1"), come("a2");
    auto const number = come("a3");
    EXPECT_TRUE(places_.give_up(number));
    EXPECT_FALSE(places_.give_up(number));
    places_.leave({"a"});
    EXPECT_THAT(began_, ElementsAre("a1", "a2"));
    EXPECT_THAT(refused_, IsEmpty());
    EXPECT_FALSE(places_.is_crowded());
}

TEST_F(SlowPlacesTest, NobodyBeginsOnceItIsClosed) {
    for (auto const* name : {"a1", "a2", "a3"}) come(name);
    places_.close();
    come("b1");
    places_.leave({"a"});
    EXPECT_THAT(began_, ElementsAre("a1", "a2"));
    EXPECT_THAT(refused_, ElementsAre("a3", "b1"));
}

TEST(SlowPlaces, AreNeverMoreThanThereAre) {
    constexpr int threads = 8, visits = 500;
    SlowPlaces places({.places = 4, .of_each = 2, .waiting = 3});
    std::atomic<int> running = 0, most = 0, ended = 0;
    {
        std::vector<std::jthread> visitors;
        for (int i = 0; i < threads; ++i)
            visitors.emplace_back([&, i] {
                Sharers const sharers{"network " + std::to_string(i % 3)};
                for (int n = 0; n < visits; ++n) {
                    std::atomic<int> outcome = 0;
                    places.enter({sharers, [&] { ++outcome; }, [&] { outcome = -1; }});
                    while (outcome == 0) std::this_thread::yield();
                    if (outcome == 1) {
                        int const now = ++running;
                        for (int known = most; now > known && !most.compare_exchange_weak(known, now);) {
                        }
                        --running;
                        places.leave(sharers);
                    }
                    ++ended;
                }
            });
    }
    EXPECT_LE(most, 4);
    EXPECT_EQ(ended, threads * visits);
    EXPECT_FALSE(places.is_crowded());
}

}  // namespace
}  // namespace voordeur
