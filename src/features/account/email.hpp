// SPDX-License-Identifier: EUPL-1.2
// Another e-mail address, asked for in Mijn account: what waits for its link can be sent again, corrected or
// cancelled.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_account_email(App const& app, PatientVisitor const& visitor);
Response submit_account_email(App const& app, PatientVisitor const& visitor);
Response submit_account_email_again(App const& app, PatientVisitor const& visitor);
Response submit_account_email_cancel(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
