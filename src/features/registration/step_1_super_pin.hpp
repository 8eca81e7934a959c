// SPDX-License-Identifier: EUPL-1.2
// B1: the super-PIN of the letter.
#pragma once

#include <optional>

#include "page_function.hpp"

namespace voordeur {

// The first page of an invitation link; further on when the registration stands further on.
Response show_super_pin(App const& app, LinkVisitor const& visitor);
Response submit_super_pin(App const& app, LinkVisitor const& visitor);
// What would be refused whatever it is compared with needs no place for hashing.
std::optional<Response> answer_super_pin_early(App const& app, LinkVisitor const& visitor);

}  // namespace voordeur
