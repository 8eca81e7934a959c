// SPDX-License-Identifier: EUPL-1.2
// B2: the patient's details, as the practice knows them.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_details(App const& app, LinkVisitor const& visitor);
Response submit_details(App const& app, LinkVisitor const& visitor);

}  // namespace voordeur
