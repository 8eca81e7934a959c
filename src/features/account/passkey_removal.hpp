// SPDX-License-Identifier: EUPL-1.2
// One passkey is removed; the page says how signing in goes from then on.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_passkey_removal(App const& app, PatientVisitor const& visitor);
Response submit_passkey_removal(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
