// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "pdf/sheet.hpp"

namespace voordeur {

// The sheet as a PDF of one A4 page with a structure tree. Text is set smaller, down to 9 points, until it
// fits; throws SheetError when it does not.
std::string paint_sheet(Sheet const& sheet);

}  // namespace voordeur
