// SPDX-License-Identifier: EUPL-1.2
// B3: the confirmation mail is under way.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_mail_sent(App const& app, LinkVisitor const& visitor);
// Sends it again.
Response submit_mail_sent(App const& app, LinkVisitor const& visitor);

}  // namespace voordeur
