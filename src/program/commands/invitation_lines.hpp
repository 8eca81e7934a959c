// SPDX-License-Identifier: EUPL-1.2
// Whom `voordeur invite --file` invites: JSON lines, one object a patient, whose keys are the command's
// flags:
//   {"name": "Jan de Vries", "email": "jan@post.example", "birth_date": "1948-03-07", "postcode": "1234AB"}
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "commands/command.hpp"

namespace voordeur {

// One line as if its values had been typed: "birth_date" is --birth-date. Throws CommandError with one
// sentence that holds nothing of the line's values.
Typed typed_from_json(std::string_view line);

// Calls `each` with every line that is not empty, and its number, from 1. `file` may be "-", the standard
// input. Throws CommandError when it cannot be read, or a line is too long.
void for_each_line(std::string const& file, std::function<void(std::string const&, int)> const& each);

}  // namespace voordeur
