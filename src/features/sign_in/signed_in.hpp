// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

struct PasswordRight;

// The password was right: a session at that level, and for whoever has a second factor the SMS with its code.
Response sign_in_with_password(App const& app, Visitor const& visitor, PasswordRight const& right);

}  // namespace voordeur
