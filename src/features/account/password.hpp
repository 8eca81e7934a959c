// SPDX-License-Identifier: EUPL-1.2
// Another password: every other session ends, and every browser is a stranger's again but this one.
#pragma once

#include <optional>

#include "page_function.hpp"

namespace voordeur {

Response show_account_password(App const& app, PatientVisitor const& visitor);
Response submit_account_password(App const& app, PatientVisitor const& visitor);
// Far too often.
std::optional<Response> answer_account_password_early(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
