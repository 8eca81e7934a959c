// SPDX-License-Identifier: EUPL-1.2
#include "accounts/tell_owner.hpp"

#include "accounts/email_change_store.hpp"
#include "values/person_name.hpp"

namespace voordeur {

OwnerToTell owner_to_tell(Transaction& transaction, Account const& account, Time now) {
    return {account, addresses_to_tell(transaction, account.id, account.email, now)};
}

void queue_for_owner(Transaction& transaction, Notices const& notices, OwnerMail const& mail, Time now) {
    auto const& [account, addresses] = mail.owner;
    auto order = mail.order;
    order.person = short_name(account.name);
    order.language = account.language;
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        order.to = addresses[i];
        // Each is a mail of its own, that goes once.
        order.about_id = mail.order.about_id + (i == 0 ? "" : " also " + std::to_string(i));
        notices.queue(transaction, order, now);
    }
}

}  // namespace voordeur
