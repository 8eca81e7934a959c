// SPDX-License-Identifier: EUPL-1.2
// The mails of a change of address: to the new one a link that confirms, to the old one a link that stops.
#pragma once

#include <optional>

#include "accounts/account_store.hpp"
#include "accounts/email_change_store.hpp"
#include "page_function.hpp"
#include "practices/practice_store.hpp"

namespace voordeur {

struct EmailChangeOf {
    EmailChange const& change;
    Account const& account;  // as it is before the change
    std::optional<Practice> practice;
    Time now;
};
void send_confirm_link(Transaction& transaction, App const& app, EmailChangeOf const& of);
void tell_old_address_asked(Transaction& transaction, App const& app, EmailChangeOf const& of);
// The old one with its link, the new one that it counts now.
void tell_changed_address(Transaction& transaction, App const& app, EmailChangeOf const& of);
void tell_stopped_address(Transaction& transaction, App const& app, EmailChangeOf const& of);

}  // namespace voordeur
