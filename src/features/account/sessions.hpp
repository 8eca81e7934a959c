// SPDX-License-Identifier: EUPL-1.2
// Where an account is signed in, and ending that elsewhere.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_sessions(App const& app, PatientVisitor const& visitor);
Response submit_end_session(App const& app, PatientVisitor const& visitor);
Response submit_end_other_sessions(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
