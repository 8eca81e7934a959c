// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "page_function.hpp"
#include "pdf/sheet.hpp"

namespace voordeur {

class SuperPin;

// What the PDF of E3 shows.
Sheet super_pin_sheet(App const& app, PatientVisitor const& visitor, SuperPin const& super_pin);

// Where the visitor signs in, as the sheet and E3 show it.
std::string shown_address(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
