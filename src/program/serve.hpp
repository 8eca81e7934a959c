// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace voordeur {

// The server; without a config file, the demo. Binds only after every check has passed, and runs until
// SIGTERM or SIGINT. Throws ConfigError or another exception with one sentence. `example` is where the demo's
// example e-service runs, if anywhere.
void serve(std::optional<std::filesystem::path> const& config_file,
           std::optional<std::string> const& example);

}  // namespace voordeur
