// SPDX-License-Identifier: EUPL-1.2
// Another mailbox in the place of one that is lost: chosen in a draft that opens, confirmed by a link to it,
// and the account's by the commit only.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "accounts/account_store.hpp"
#include "recoveries/prove.hpp"
#include "values/email_address.hpp"

namespace voordeur {

struct MailboxAsked {};
struct MailboxAskedTooOften {};
using AskedNewMailbox = std::variant<MailboxAsked, MailboxAskedTooOften, NotYet, NoDraft>;
// The link goes to it, whosever accounts have that mailbox too.
AskedNewMailbox ask_new_mailbox(RecoveryRooms const& rooms, Recovering const& by, EmailAddress const& email);

// Whose link it is; nothing is confirmed.
std::optional<Account> account_of_mailbox_link(RecoveryRooms const& rooms, std::string const& token,
                                               Time now);
// False: it confirms nothing any more. Pressed again it is confirmed.
bool confirm_new_mailbox(RecoveryRooms const& rooms, std::string const& token, Time now);

}  // namespace voordeur
