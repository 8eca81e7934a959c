// SPDX-License-Identifier: EUPL-1.2
// E1: e-mail address and password.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_sign_in(App const& app, Visitor const& visitor);
Response submit_sign_in(App const& app, Visitor const& visitor);
Response submit_sign_out(App const& app, Visitor const& visitor);

}  // namespace voordeur
