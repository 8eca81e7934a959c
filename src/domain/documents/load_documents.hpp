// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "base/embedded_file.hpp"
#include "config/config.hpp"
#include "documents/documents.hpp"

namespace voordeur {

// The operator's documents, else the samples that are compiled in. Throws ConfigError with one sentence that
// names the file.
Documents load_documents(Config const& config, std::span<EmbeddedFile const> samples);

}  // namespace voordeur
