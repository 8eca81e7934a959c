// SPDX-License-Identifier: EUPL-1.2
// The telephone number for SMS codes: another one, or one where there is none. The old one works until the
// code of the new one is right, and proves nothing from that moment.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_account_phone(App const& app, PatientVisitor const& visitor);
Response submit_account_phone(App const& app, PatientVisitor const& visitor);
Response show_account_phone_code(App const& app, PatientVisitor const& visitor);
Response submit_account_phone_code(App const& app, PatientVisitor const& visitor);
Response submit_account_phone_code_again(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
