// SPDX-License-Identifier: EUPL-1.2
// C1: the password.
#pragma once

#include <optional>

#include "page_function.hpp"

namespace voordeur {

Response show_password(App const& app, LinkVisitor const& visitor);
Response submit_password(App const& app, LinkVisitor const& visitor);
// Where none may be chosen any more, nothing needs a place for hashing.
std::optional<Response> answer_password_early(App const& app, LinkVisitor const& visitor);
// {"score": 0 to 4, "text": "Sterkte: goed"} for the script, while the patient types. Nothing is kept or
// logged.
Response tell_password_strength(App const& app, LinkVisitor const& visitor);

}  // namespace voordeur
