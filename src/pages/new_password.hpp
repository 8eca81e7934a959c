// SPDX-License-Identifier: EUPL-1.2
// A password that is chosen, and repeated: at C1, and where it was lost.
#pragma once

#include <optional>

#include "page_function.hpp"
#include "passwords/password_rules.hpp"
#include "words/word.hpp"

namespace voordeur {

struct NewPasswordErrors {
    std::optional<Word> password, again;
};
// As typed; nullopt: it cannot be read.
NewPasswordErrors errors_of_new_password(App const& app, std::optional<Password> const& password,
                                         std::optional<Password> const& again,
                                         PasswordContext const& context);

}  // namespace voordeur
