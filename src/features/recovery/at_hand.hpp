// SPDX-License-Identifier: EUPL-1.2
// H2: what somebody has at hand, and where that leads. H5: from when.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_at_hand(App const& app, Visitor const& visitor);
// "That is all I have."
Response submit_wait(App const& app, Visitor const& visitor);
Response show_wait(App const& app, Visitor const& visitor);

// From the page for the code, after a right password: the telephone is gone.
Response submit_lost_phone(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
