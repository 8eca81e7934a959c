// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <stdexcept>

namespace voordeur {

// One sentence for the operator: the file, the key in it and the mend. Never a value that may be secret.
struct ConfigError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace voordeur
