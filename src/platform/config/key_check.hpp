// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <span>
#include <string_view>

namespace voordeur {

// Dotted; [] marks a table that may be there several times: "e_service[].name.nl".
using KnownKeys = std::span<std::string_view const>;

// Throws ConfigError for the first key that is not known, with the one that was probably meant.
void check_keys(toml::table const& table, std::filesystem::path const& file, KnownKeys known);

}  // namespace voordeur
