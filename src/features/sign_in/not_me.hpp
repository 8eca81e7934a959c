// SPDX-License-Identifier: EUPL-1.2
// The link in the mail about a sign-in on a new device: it ends all sessions, and signs nobody in.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_not_me(App const& app, Visitor const& visitor);
Response submit_not_me(App const& app, Visitor const& visitor);

}  // namespace voordeur
