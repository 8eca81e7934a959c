// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace voordeur {

// Text as HTML between tags, so that its lines break where a person would break them, however large the
// letters are: "e-mail", "sms-code", "06-12345678" and "10 minuten" stay whole, and a long compound may break
// where it was put together ("gebruikers-voorwaarden"), the name of a machine before a dot. Takes what is
// escaped already; tags in it stay as they are. Nothing but our own constants is added. Pure.
void append_typeset(std::string& html, std::string_view escaped);

// What takes the place of the character at `at` is typeset as it would be alone, and changes nothing around
// it; a number there may be parted from what it counts.
bool stands_apart(std::string_view escaped, std::size_t at);

}  // namespace voordeur
