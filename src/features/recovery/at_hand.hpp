// SPDX-License-Identifier: EUPL-1.2
// H2: what somebody has at hand, and where that leads. H5: from when.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_at_hand(App const& app, Visitor const& visitor);
// "That is all I have."
Response submit_wait(App const& app, Visitor const& visitor);
Response show_wait(App const& app, Visitor const& visitor);

// The telephone is lost, or there again.
Response submit_stop_sms_at_hand(App const& app, Visitor const& visitor);
Response submit_resume_sms(App const& app, Visitor const& visitor);

}  // namespace voordeur
