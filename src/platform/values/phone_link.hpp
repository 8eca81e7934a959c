// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// What a tel: link dials of a number as a practice writes it, in the Netherlands: "020 555 01 34" and
// "+31 (0)20 555 01 34" are "+31205550134"; of two numbers, or of a range, the first. Service numbers and
// short ones have no country. Without libphonenumber, since every page asks. Pure.
std::string phone_link(std::string_view phone);

}  // namespace voordeur
