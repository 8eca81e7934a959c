// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

struct Account;
struct Registration;

// This person has an account: signing in with both factors adds the practice (portal/).
Response has_account_page(App const& app, Visitor const& visitor, Account const& account);
// Somebody else signs in with the address, a partner perhaps: this person gets an account of their own, and
// signs in with the customer number. Whoever is the same after all is told to call.
Response shared_address_page(App const& app, LinkVisitor const& visitor, Registration const& registration);

}  // namespace voordeur
