// SPDX-License-Identifier: EUPL-1.2
#include "values/password.hpp"

#include "values/text.hpp"

namespace voordeur {

std::optional<Password> Password::from_typed(std::string_view utf8) {
    if (!is_valid_utf8_without_nul(utf8)) return std::nullopt;
    return Password(nfc(utf8));
}

std::size_t Password::length() const {
    return code_point_count(reveal());
}

}  // namespace voordeur
