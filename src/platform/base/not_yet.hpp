// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <stdexcept>

namespace voordeur {

// What is asked for cannot be done now and may be done later, as it was asked: the database is away, a port
// is still in use. The sentence says what helps. Not for a wrong configuration: that does not mend itself.
struct NotYet : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace voordeur
