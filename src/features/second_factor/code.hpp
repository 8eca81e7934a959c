// SPDX-License-Identifier: EUPL-1.2
// F3: the code of the SMS.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_phone_code(App const& app, PatientVisitor const& visitor);
Response submit_phone_code(App const& app, PatientVisitor const& visitor);
Response submit_phone_code_again(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
