// SPDX-License-Identifier: EUPL-1.2
// What goes to voordeur-pdf; sheet_reader.cpp there reads it.
#pragma once

#include <string>

#include "pdf/sheet.hpp"

namespace voordeur {

struct PaperLook;

// Throws std::runtime_error when a text is not UTF-8.
std::string sheet_as_json(Sheet const& sheet, PaperLook const& look);

}  // namespace voordeur
