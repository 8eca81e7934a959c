// SPDX-License-Identifier: EUPL-1.2
// A way to sign in is removed; the page says how signing in goes from then on.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_removal(App const& app, PatientVisitor const& visitor);
Response submit_removal(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
