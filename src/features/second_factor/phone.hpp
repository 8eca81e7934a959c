// SPDX-License-Identifier: EUPL-1.2
// F1: which second factor. F2: the telephone number, and the SMS on its way.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_methods(App const& app, PatientVisitor const& visitor);
Response show_phone(App const& app, PatientVisitor const& visitor);
Response submit_phone(App const& app, PatientVisitor const& visitor);
Response show_sms_sent(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
