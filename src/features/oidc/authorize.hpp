// SPDX-License-Identifier: EUPL-1.2
// The authorization endpoint (RFC 6749 section 3.1, OpenID Connect Core section 3.1.2), by GET and by POST.
#pragma once

#include "page_function.hpp"

namespace voordeur {

// Whatever it is asked, it stores nothing, and looks at no session: a POST from another site has none. What
// it let through goes on at /e-dienst, which has.
Response authorize(App const& app, Visitor const& visitor);

}  // namespace voordeur
