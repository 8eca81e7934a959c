// SPDX-License-Identifier: EUPL-1.2
// E2: making the super-PIN.
#pragma once

#include <optional>

#include "page_function.hpp"

namespace voordeur {

Response show_make_super_pin(App const& app, PatientVisitor const& visitor);
// Pressed again while one waits to be activated: the same one.
Response submit_make_super_pin(App const& app, PatientVisitor const& visitor);
// "Maak een nieuwe" replaces it.
Response submit_new_super_pin(App const& app, PatientVisitor const& visitor);
// Where none is made, nothing needs a place for hashing.
std::optional<Response> answer_make_early(App const& app, PatientVisitor const& visitor);
std::optional<Response> answer_new_early(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
