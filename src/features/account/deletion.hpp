// SPDX-License-Identifier: EUPL-1.2
// Account verwijderen: asked for, two weeks to change one's mind, then done by the sweeper
// (patients/delete_accounts).
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_deletion(App const& app, PatientVisitor const& visitor);
Response submit_deletion(App const& app, PatientVisitor const& visitor);
// Whoever signs in may press it: it only keeps what is there.
Response submit_no_deletion(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
