// SPDX-License-Identifier: EUPL-1.2
// H4: what is chosen anew, all at once.
#pragma once

#include <optional>

#include "page_function.hpp"

namespace voordeur {

// The new telephone first, where one is needed.
Response show_new_access(App const& app, Visitor const& visitor);
Response submit_new_access(App const& app, Visitor const& visitor);
std::optional<Response> answer_new_access_early(App const& app, Visitor const& visitor);

Response show_new_phone(App const& app, Visitor const& visitor);
Response submit_new_phone(App const& app, Visitor const& visitor);
Response show_new_phone_code(App const& app, Visitor const& visitor);
Response submit_new_phone_code(App const& app, Visitor const& visitor);

// Done: a page without personal data.
Response show_recovered(App const& app, Visitor const& visitor);

}  // namespace voordeur
