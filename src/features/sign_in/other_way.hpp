// SPDX-License-Identifier: EUPL-1.2
// G: another way than the one that was asked for first.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_other_way(App const& app, PatientVisitor const& visitor);
Response submit_other_way(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
