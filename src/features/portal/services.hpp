// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

// Where signing in ends (G): the e-services of every practice where this account is a patient.
Response show_services(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
