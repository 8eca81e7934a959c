// SPDX-License-Identifier: EUPL-1.2
// H4, where the mailbox is lost: another address, and the link to it that confirms it.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_new_mailbox(App const& app, Visitor const& visitor);
Response submit_new_mailbox(App const& app, Visitor const& visitor);
Response show_new_mailbox_sent(App const& app, Visitor const& visitor);

// Opening the link changes nothing.
Response show_confirm_mailbox(App const& app, Visitor const& visitor);
Response submit_confirm_mailbox(App const& app, Visitor const& visitor);

}  // namespace voordeur
