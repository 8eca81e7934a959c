// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "accounts/documents.hpp"
#include "config/config.hpp"

namespace voordeur {

// The operator's documents, else the samples that are compiled in. Throws ConfigError with one sentence that
// names the file.
Documents load_documents(Config const& config);

}  // namespace voordeur
