// SPDX-License-Identifier: EUPL-1.2
#include "pdf/making_places.hpp"

#include <utility>

namespace voordeur {

MakingPlaces::Place::Place(MakingPlaces& places, std::string account)
    : places_(&places), account_(std::move(account)) {}

MakingPlaces::Place::Place(Place&& other) noexcept
    : places_(std::exchange(other.places_, nullptr)), account_(std::move(other.account_)) {}

MakingPlaces::Place::~Place() {
    if (places_ != nullptr) places_->give_back(account_);
}

std::optional<MakingPlaces::Place> MakingPlaces::take(std::string const& account,
                                                      std::chrono::milliseconds longest_wait) {
    std::unique_lock lock(mutex_);
    auto const is_ones_own = !account.empty();
    if (is_ones_own && !waiting_.insert(account).second) return std::nullopt;
    auto const is_free =
        returned_.wait_for(lock, longest_wait, [&] { return free_ > 0 && !making_.contains(account); });
    waiting_.erase(account);
    if (!is_free) return std::nullopt;
    --free_;
    if (is_ones_own) making_.insert(account);
    return Place(*this, account);
}

void MakingPlaces::give_back(std::string const& account) {
    {
        std::lock_guard const lock(mutex_);
        ++free_;
        making_.erase(account);
    }
    // All: who waits may wait for its own account.
    returned_.notify_all();
}

}  // namespace voordeur
