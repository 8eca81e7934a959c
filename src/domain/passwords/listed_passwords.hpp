// SPDX-License-Identifier: EUPL-1.2
// Whole passwords that guessing programs try first: Dutch words and common passwords of ten characters or
// more (tools/build_listed_passwords.mjs). Norm: NIST SP 800-63B-4 section 3.1.1.2. Pure; safe from any
// thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace voordeur {

// `text` comes from guessable_letters. The list is kept as 32-bit hashes: of other texts about one in sixteen
// thousand is taken for one of them, which costs its owner another choice and nobody anything else.
bool is_listed_password(std::string_view text);

std::size_t listed_password_count();

}  // namespace voordeur
