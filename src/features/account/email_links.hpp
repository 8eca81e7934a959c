// SPDX-License-Identifier: EUPL-1.2
// The links of a change of address: of the new one to confirm it, of the old one to stop it. They work in any
// browser, and sign nobody in.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_confirm_email(App const& app, Visitor const& visitor);
Response submit_confirm_email(App const& app, Visitor const& visitor);
Response show_stop_email(App const& app, Visitor const& visitor);
Response submit_stop_email(App const& app, Visitor const& visitor);

}  // namespace voordeur
