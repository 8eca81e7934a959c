// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>

#include "pdf/sheet.hpp"

namespace voordeur {

// Texts, and a logo as large as a brand may have.
inline constexpr std::size_t most_sheet_bytes = 320 * 1024;

// A sheet from its JSON; texts come out in NFC, so that a name is found and copied in the form people type.
// Throws SheetError for anything but exactly a sheet: a key that is not known, a text too long, a control
// character.
Sheet read_sheet(std::string_view text);

}  // namespace voordeur
