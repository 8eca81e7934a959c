// SPDX-License-Identifier: EUPL-1.2
#include "web/slow_places.hpp"

#include <algorithm>

namespace voordeur {

std::size_t SlowPlaces::most_of(Counts const& counts, Sharers const& sharers) {
    std::size_t most = 0;
    for (auto const& sharer : sharers)
        if (auto const found = counts.find(sharer); found != counts.end())
            most = std::max(most, found->second);
    return most;
}

void SlowPlaces::count(Counts& counts, Sharers const& sharers) {
    for (auto const& sharer : sharers) ++counts[sharer];
}

void SlowPlaces::discount(Counts& counts, Sharers const& sharers) {
    for (auto const& sharer : sharers)
        if (auto const found = counts.find(sharer); --found->second == 0) counts.erase(found);
}

bool SlowPlaces::has_place_for(Sharers const& sharers) const {
    return running_ < limits_.places && most_of(running_of_, sharers) < limits_.of_each;
}

SlowPlaces::Crowd SlowPlaces::taken_out(Crowd::iterator waiting) {
    Crowd taken;
    taken.splice(taken.begin(), waiting_, waiting);
    discount(waiting_of_, taken.front().visit.sharers);
    return taken;
}

SlowPlaces::Crowd SlowPlaces::take_next() {
    auto best = waiting_.end();
    std::size_t least = 0;
    for (auto waiting = waiting_.begin(); waiting != waiting_.end(); ++waiting) {
        auto const& sharers = waiting->visit.sharers;
        if (!has_place_for(sharers)) continue;
        auto const has = most_of(running_of_, sharers);
        if (best != waiting_.end() && has >= least) continue;
        best = waiting;
        least = has;
    }
    if (best == waiting_.end() || is_closed_) return {};
    auto next = taken_out(best);
    ++running_;
    count(running_of_, next.front().visit.sharers);
    return next;
}

SlowPlaces::Crowd SlowPlaces::take_last_of_who_has_most(std::size_t more_than) {
    auto worst = waiting_.end();
    auto most = more_than;
    for (auto waiting = waiting_.begin(); waiting != waiting_.end(); ++waiting) {
        auto const has = most_of(waiting_of_, waiting->visit.sharers);
        if (has < most || (has == most && worst == waiting_.end())) continue;
        worst = waiting;
        most = has;
    }
    return worst == waiting_.end() ? Crowd() : taken_out(worst);
}

SlowPlaces::Number SlowPlaces::enter(Visit visit) {
    Crowd begins, refused;
    Number number = 0;
    {
        std::lock_guard const lock(mutex_);
        number = ++last_;
        count(waiting_of_, visit.sharers);
        waiting_.push_back({number, std::move(visit)});
        begins = take_next();
        if (is_closed_) {
            refused = taken_out(std::prev(waiting_.end()));
        } else if (waiting_.size() > limits_.waiting) {
            auto const newest = std::prev(waiting_.end());
            refused = take_last_of_who_has_most(most_of(waiting_of_, newest->visit.sharers));
            if (refused.empty()) refused = taken_out(newest);
        }
    }
    for (auto const& one : begins) one.visit.start();
    for (auto const& one : refused) one.visit.refuse();
    return number;
}

bool SlowPlaces::give_up(Number number) {
    std::lock_guard const lock(mutex_);
    auto const found = std::ranges::find(waiting_, number, &Waiting::number);
    if (found == waiting_.end()) return false;
    taken_out(found);
    return true;
}

void SlowPlaces::leave(Sharers const& sharers) {
    Crowd begins;
    {
        std::lock_guard const lock(mutex_);
        --running_;
        discount(running_of_, sharers);
        begins = take_next();
    }
    for (auto const& one : begins) one.visit.start();
}

bool SlowPlaces::is_crowded() const {
    std::lock_guard const lock(mutex_);
    return !waiting_.empty() || running_ >= limits_.of_each;
}

bool SlowPlaces::is_used() const {
    std::lock_guard const lock(mutex_);
    return running_ > 0;
}

void SlowPlaces::close() {
    Crowd refused;
    {
        std::lock_guard const lock(mutex_);
        is_closed_ = true;
        refused.swap(waiting_);
        waiting_of_.clear();
    }
    for (auto const& one : refused) one.visit.refuse();
}

}  // namespace voordeur
