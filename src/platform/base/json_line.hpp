// SPDX-License-Identifier: EUPL-1.2
// What commands print for programs: one JSON object a line.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/time.hpp"

namespace voordeur {

// Without the end of the line. A byte that is no UTF-8 is replaced, so that there is always a line.
std::string json_line(nlohmann::ordered_json const& object);
// "2026-11-24T06:00:00.000Z"
std::string utc_text(Time time);

}  // namespace voordeur
