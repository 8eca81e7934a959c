// SPDX-License-Identifier: EUPL-1.2
// What a client must say of itself in what it signs to show who it is (RFC 7523 section 3, RFC 10070).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace voordeur {

struct Assertion {
    std::string type;  // of the header; empty: none
    std::string issuer, subject;
    std::string audience;  // empty: none, or several
    std::string id;        // jti
    std::optional<Time> expires_at = {}, issued_at = {}, begins_at = {};
};

// Who asks whom.
struct AssertionNeeds {
    std::string_view client_id, issuer;
};

// Its clock may be ahead of ours by so much; and no assertion has to be remembered for longer.
constexpr std::chrono::seconds clock_may_be_ahead{30};
constexpr std::chrono::minutes longest_assertion{60};

// For the log, which its developer is told of. Empty: nothing.
std::string what_is_wrong(Assertion const& assertion, AssertionNeeds const& needs, Time now);

}  // namespace voordeur
