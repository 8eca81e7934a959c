// SPDX-License-Identifier: EUPL-1.2
// H3, for what is a code: of the telephone, of an app, or on paper.
#pragma once

#include "page_function.hpp"

namespace voordeur {

// Sends the code, where it may go.
Response submit_recover_by_phone(App const& app, Visitor const& visitor);
Response show_recover_by_code(App const& app, Visitor const& visitor);
Response submit_recover_by_code(App const& app, Visitor const& visitor);

Response show_recover_by_app(App const& app, Visitor const& visitor);
Response submit_recover_by_app(App const& app, Visitor const& visitor);
Response show_recover_by_paper_code(App const& app, Visitor const& visitor);
Response submit_recover_by_paper_code(App const& app, Visitor const& visitor);

}  // namespace voordeur
