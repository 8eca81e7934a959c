// SPDX-License-Identifier: EUPL-1.2
// I: the account's own page.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_account(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
