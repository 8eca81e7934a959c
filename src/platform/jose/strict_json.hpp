// SPDX-License-Identifier: EUPL-1.2
// JSON as whoever signs or publishes keys may write it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// An object of at most 16 KiB, no deeper than 8, in which no name stands twice. nullopt: anything else.
std::optional<nlohmann::json> read_object(std::string_view text);
// A member that is a text; empty: there is none.
std::string text_of(nlohmann::json const& object, char const* name);

}  // namespace voordeur
