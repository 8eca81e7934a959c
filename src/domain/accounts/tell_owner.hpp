// SPDX-License-Identifier: EUPL-1.2
// Where an account's owner is told by mail what happens to it: at its address, and at those that it had until
// three days ago, since whoever changed it may be somebody else.
#pragma once

#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "practices/notices.hpp"

namespace voordeur {

struct OwnerToTell {
    Account account;
    std::vector<std::string> addresses;
};
// Before anything of it is replaced or ended.
OwnerToTell owner_to_tell(Transaction& transaction, Account const& account, Time now);

// `order` without address, person and language: those are the owner's.
struct OwnerMail {
    OwnerToTell const& owner;
    MailOrder order;
};
// In the step's own transaction.
void queue_for_owner(Transaction& transaction, Notices const& notices, OwnerMail const& mail, Time now);

}  // namespace voordeur
