// SPDX-License-Identifier: EUPL-1.2
// Who saw or changed the data of an account, month by month, out of the audit log.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_access_log(App const& app, PatientVisitor const& visitor);
// What to do about a line that is not right.
Response show_access_line(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
