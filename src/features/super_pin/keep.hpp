// SPDX-License-Identifier: EUPL-1.2
// E3: keeping the super-PIN, and activating it.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_keep_super_pin(App const& app, PatientVisitor const& visitor);
Response submit_keep_super_pin(App const& app, PatientVisitor const& visitor);
// The same as a PDF to save or print.
Response show_super_pin_sheet(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
