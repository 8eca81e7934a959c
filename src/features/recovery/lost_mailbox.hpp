// SPDX-License-Identifier: EUPL-1.2
// The mailbox is lost too: H2 is come to by what stands on the sheet.
#pragma once

#include <optional>

#include "page_function.hpp"

namespace voordeur {

Response show_lost_mailbox(App const& app, Visitor const& visitor);
Response submit_lost_mailbox(App const& app, Visitor const& visitor);
std::optional<Response> answer_lost_mailbox_early(App const& app, Visitor const& visitor);

}  // namespace voordeur
