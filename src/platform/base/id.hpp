// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "base/random.hpp"
#include "base/time.hpp"

namespace voordeur {

// A UUIDv7 (RFC 9562 section 5.7) in its text form: 48 bits of `now`, so that rows lie in the order they were
// made, and 74 random bits. An id names a row; it proves nothing.
std::string new_id(Time now, Random& random);

}  // namespace voordeur
