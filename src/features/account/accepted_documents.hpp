// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

// Which documents this account accepted, when, and their very texts.
Response show_accepted_documents(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
