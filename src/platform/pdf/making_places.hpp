// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace voordeur {

// Who may have a PDF made at this moment: as many as there are places, and each account one at a time, so
// that nobody takes the places of others. Thread safe.
class MakingPlaces {
  public:
    explicit MakingPlaces(std::size_t places) : free_(places) {}

    // Given back when it ends.
    class Place {
      public:
        Place(MakingPlaces& places, std::string account);
        Place(Place&& other) noexcept;
        ~Place();

      private:
        MakingPlaces* places_;
        std::string account_;
    };

    // Nullopt: none came free in time, or somebody waits already for a PDF of this account. "" is nobody's
    // account: of these there are as many as there are places.
    std::optional<Place> take(std::string const& account, std::chrono::milliseconds longest_wait);

  private:
    void give_back(std::string const& account);

    std::mutex mutex_;
    std::condition_variable returned_;
    std::size_t free_;
    std::set<std::string> making_;
    std::set<std::string> waiting_;
};

}  // namespace voordeur
