// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string_view>

#include "base/time.hpp"

namespace voordeur {

// How far someone is signed in (NIST SP 800-63B-4 section 2).
enum class SessionLevel { password, two_factors };

constexpr std::string_view stored_name(SessionLevel level) {
    return level == SessionLevel::password ? "password" : "two_factors";
}

constexpr std::chrono::hours longest_idle{1};
constexpr std::chrono::hours longest_session{24};
// A page view writes the session's last use at most this often.
constexpr std::chrono::minutes use_noted_every{1};

constexpr bool session_holds(Time signed_in_at, Time last_used_at, Time now) {
    return now < signed_in_at + longest_session && now < last_used_at + longest_idle;
}

}  // namespace voordeur
