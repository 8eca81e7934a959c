// SPDX-License-Identifier: EUPL-1.2
// Paper codes: made, kept, and then active.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_paper_codes(App const& app, PatientVisitor const& visitor);
// Pressed again while they wait to be kept: the same ones.
Response submit_paper_codes(App const& app, PatientVisitor const& visitor);
Response submit_kept_paper_codes(App const& app, PatientVisitor const& visitor);
// The same as a PDF to save or print.
Response show_paper_codes_sheet(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
