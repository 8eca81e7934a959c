// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

namespace voordeur {

// Every key of the configuration, dotted, in the order of voordeur.example.toml; [] marks a table that may be
// there several times.
std::span<std::string_view const> known_keys();

}  // namespace voordeur
