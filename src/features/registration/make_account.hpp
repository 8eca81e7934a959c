// SPDX-License-Identifier: EUPL-1.2
// What D1 of the guide and C1 of the short journey end with: a registration becomes an account.
#pragma once

#include <optional>
#include <string>

#include "page_function.hpp"

namespace voordeur {

// The password that was typed in this very request, hashed: whoever typed it is signed in with it. None: the
// one that was chosen before; E1 comes next.
struct TypedPassword {
    std::string hash;
};

// What the practice requires is looked at again, and so is the link; where no account can be made, the answer
// is the link's page, which says why. Where another person signs in with the address, this one signs in with
// the customer number.
Response make_account(App const& app, LinkVisitor const& visitor, std::optional<TypedPassword> const& typed);

}  // namespace voordeur
