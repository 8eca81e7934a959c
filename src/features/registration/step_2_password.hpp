// SPDX-License-Identifier: EUPL-1.2
// C1: the password.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_password(App const& app, LinkVisitor const& visitor);
Response submit_password(App const& app, LinkVisitor const& visitor);
// {"score": 0 to 4, "text": "Sterkte: goed"} for the script, while the patient types. Nothing is kept or
// logged.
Response tell_password_strength(App const& app, LinkVisitor const& visitor);

}  // namespace voordeur
