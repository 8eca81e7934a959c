// SPDX-License-Identifier: EUPL-1.2
// Time enters the program here and nowhere else. Everything below `main` gets a Clock, a page has one `now`
// for its whole request, and rules get `now` as an argument.
#pragma once

#include <chrono>
#include <cstdint>

namespace voordeur {

// UTC, in milliseconds; the store keeps it as a 64-bit count since 1970.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

constexpr std::int64_t to_stored(Time time) {
    return time.time_since_epoch().count();
}
constexpr Time from_stored(std::int64_t milliseconds) {
    return Time{std::chrono::milliseconds{milliseconds}};
}

// Whether the clock was set back since that moment. What is ahead of `now` by less is of a request that began
// later and was served sooner, or of another machine's clock.
constexpr bool was_set_back_since(Time moment, Time now) {
    return now + std::chrono::minutes(1) < moment;
}

class Clock {
  public:
    virtual ~Clock() = default;
    // Thread safe.
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Time now() const override {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

}  // namespace voordeur
