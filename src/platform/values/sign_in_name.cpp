// SPDX-License-Identifier: EUPL-1.2
#include "values/sign_in_name.hpp"

#include "values/customer_number.hpp"
#include "values/email_address.hpp"

namespace voordeur {

std::optional<SignInName> SignInName::parse(std::string_view typed) {
    if (auto const email = EmailAddress::parse(typed)) return SignInName(email->text());
    if (auto const number = CustomerNumber::parse(typed)) return SignInName(number->text());
    return std::nullopt;
}

}  // namespace voordeur
