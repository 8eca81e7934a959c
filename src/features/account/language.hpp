// SPDX-License-Identifier: EUPL-1.2
// In which language an account is written to.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response submit_language(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
