// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>

namespace voordeur {

// The server; without a config file, the demo. Binds only after every check has passed, and runs until
// SIGTERM or SIGINT. Throws ConfigError or another exception with one sentence.
void serve(std::optional<std::filesystem::path> const& config_file);

}  // namespace voordeur
