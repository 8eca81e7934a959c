// SPDX-License-Identifier: EUPL-1.2
// G: the code of the SMS.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_sign_in_code(App const& app, PatientVisitor const& visitor);
Response submit_sign_in_code(App const& app, PatientVisitor const& visitor);
Response submit_sign_in_code_again(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
