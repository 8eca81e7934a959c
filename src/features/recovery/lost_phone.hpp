// SPDX-License-Identifier: EUPL-1.2
// From the page for the code, after a right password: the telephone is gone.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_lost_phone(App const& app, PatientVisitor const& visitor);
// "Stop sms naar dit nummer": at once, by the password alone.
Response submit_stop_sms(App const& app, PatientVisitor const& visitor);
// On to H2, with the password as proof.
Response submit_lost_phone(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
