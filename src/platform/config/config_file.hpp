// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "config/key_check.hpp"
#include "config/section.hpp"

namespace voordeur {

// A TOML file that holds no keys but those that are known.
class ConfigFile {
  public:
    // Throws ConfigError.
    ConfigFile(std::filesystem::path file, KnownKeys known);

    // The file outlives it.
    Section root() const { return {table_, file_}; }

  private:
    std::filesystem::path file_;
    toml::table table_;
};

}  // namespace voordeur
