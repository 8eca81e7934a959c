// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace voordeur {

struct SlowLimits {
    std::size_t places = 64;   // at once
    std::size_t of_each = 16;  // of these, for one sharer
    std::size_t waiting = 64;  // for a place; more are refused
    std::chrono::seconds longest_wait{2};

    bool operator==(SlowLimits const&) const = default;
};

// Who a slow page is for: its network, its link, its session. Each shares with all others.
using Sharers = std::vector<std::string>;

// The places where slow pages run, shared out: no sharer has more than `of_each`, so that who comes new finds
// one free whoever floods. Of those that wait, whoever has least gets the next; when too many wait, who has
// most of them loses the one that came last. Thread safe.
class SlowPlaces {
  public:
    explicit SlowPlaces(SlowLimits limits) : limits_(limits) {}

    // Exactly one of the two is called, once, on any thread, and neither may throw.
    struct Visit {
        Sharers sharers;
        std::function<void()> start;   // it has a place until leave()
        std::function<void()> refuse;  // too many wait
    };
    using Number = std::uint64_t;
    // Lets it begin, wait, or go.
    Number enter(Visit visit);
    // True: it waited, and will neither begin nor be refused any more.
    bool give_up(Number number);
    void leave(Sharers const& sharers);

    // Whether who comes now may have to wait.
    bool is_crowded() const;
    // Somebody has a place.
    bool is_used() const;
    // From now on nobody begins; those who wait are refused.
    void close();

  private:
    struct Waiting {
        Number number;
        Visit visit;
    };
    using Crowd = std::list<Waiting>;
    using Counts = std::map<std::string, std::size_t>;

    static std::size_t most_of(Counts const& counts, Sharers const& sharers);
    static void count(Counts& counts, Sharers const& sharers);
    static void discount(Counts& counts, Sharers const& sharers);
    bool has_place_for(Sharers const& sharers) const;
    Crowd take_next();
    Crowd take_last_of_who_has_most(std::size_t more_than);
    Crowd taken_out(Crowd::iterator waiting);

    SlowLimits const limits_;
    mutable std::mutex mutex_;
    Number last_ = 0;
    std::size_t running_ = 0;
    Counts running_of_, waiting_of_;
    Crowd waiting_;  // in the order in which they came
    bool is_closed_ = false;
};

}  // namespace voordeur
