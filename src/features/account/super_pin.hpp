// SPDX-License-Identifier: EUPL-1.2
// A new super-PIN on paper: the old one is void in the commit in which the new one was kept.
#pragma once

#include <optional>

#include "page_function.hpp"

namespace voordeur {

Response show_account_super_pin(App const& app, PatientVisitor const& visitor);
Response submit_account_super_pin(App const& app, PatientVisitor const& visitor);
// One that is not kept yet, or far too many of them.
std::optional<Response> answer_account_super_pin_early(App const& app, PatientVisitor const& visitor);
Response submit_kept_account_super_pin(App const& app, PatientVisitor const& visitor);
Response show_account_super_pin_sheet(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
