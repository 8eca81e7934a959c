// SPDX-License-Identifier: EUPL-1.2
// H3, for a passkey: nothing is typed.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_recover_by_passkey(App const& app, Visitor const& visitor);
// What it is asked, for the script of its form.
Response submit_recover_by_passkey_question(App const& app, Visitor const& visitor);
Response submit_recover_by_passkey(App const& app, Visitor const& visitor);

}  // namespace voordeur
