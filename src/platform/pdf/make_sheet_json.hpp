// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "pdf/sheet.hpp"

namespace voordeur {

// As voordeur-pdf reads it. Throws std::runtime_error when a text of it is not UTF-8.
std::string sheet_as_json(Sheet const& sheet);

}  // namespace voordeur
