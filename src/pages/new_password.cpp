// SPDX-License-Identifier: EUPL-1.2
#include "new_password.hpp"

#include "app.hpp"
#include "passwords/breached_passwords.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

Word word_of(PasswordRefusal refusal) {
    switch (refusal) {
        case PasswordRefusal::too_short:
            return words::pages::new_password_too_short;
        case PasswordRefusal::too_long:
            return words::pages::new_password_too_long;
        case PasswordRefusal::common:
            return words::pages::new_password_common;
        case PasswordRefusal::personal:
            return words::pages::new_password_personal;
        case PasswordRefusal::too_weak:
            return words::pages::new_password_too_weak;
    }
    return words::pages::new_password_too_weak;
}

std::optional<Word> error_of(App const& app, std::optional<Password> const& password,
                             PasswordContext const& context) {
    if (!password) return words::pages::new_password_unreadable;
    if (password->length() == 0) return words::pages::new_password_empty;
    if (auto const refusal = refused_password(*password, context)) return word_of(*refusal);
    if (app.breached_passwords.has(*password)) return words::pages::new_password_breached;
    return std::nullopt;
}

// Whatever is wrong with the first: both are said at once.
std::optional<Word> error_of_again(std::optional<Password> const& password,
                                   std::optional<Password> const& again) {
    if (!again || again->length() == 0) return words::pages::new_password_again_empty;
    auto const can_be_compared = password && password->length() > 0;
    if (can_be_compared && again->reveal() != password->reveal()) return words::pages::new_password_differs;
    return std::nullopt;
}

}  // namespace

NewPasswordErrors errors_of_new_password(App const& app, std::optional<Password> const& password,
                                         std::optional<Password> const& again,
                                         PasswordContext const& context) {
    return {error_of(app, password, context), error_of_again(password, again)};
}

}  // namespace voordeur
