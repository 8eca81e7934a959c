// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "page_function.hpp"
#include "pdf/sheet.hpp"

namespace voordeur {

class PaperCode;

// What the PDF with the paper codes shows.
Sheet paper_codes_sheet(App const& app, PatientVisitor const& visitor, std::vector<PaperCode> const& codes);

// Where the visitor signs in, as the sheet and the page show it.
std::string shown_sign_in_address(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
