// SPDX-License-Identifier: EUPL-1.2
// Who signed in, as far as the client may know (OpenID Connect Core section 5.3).
#pragma once

#include "page_function.hpp"

namespace voordeur {

// With the access token in the header, or, posted, in the form. While the session holds in which it was made.
Response show_user_info(App const& app, Visitor const& visitor);

}  // namespace voordeur
