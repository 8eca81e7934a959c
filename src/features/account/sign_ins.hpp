// SPDX-License-Identifier: EUPL-1.2
// When somebody signed in to the account or tried to, on what and how it ended, by month.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_sign_ins(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
