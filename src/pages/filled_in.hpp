// SPDX-License-Identifier: EUPL-1.2
// What is not secret of a form, kept in the patient's own browser for some minutes: over a sign-in that came
// in between, or from D1 to the sign-in page. Sealed, so that it can neither be read in passing nor made by
// others.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "crypto/sealer.hpp"
#include "web/browser.hpp"
#include "web/request.hpp"

namespace voordeur {

using FilledIn = std::map<std::string, std::string, std::less<>>;

Cookie filled_in_cookie(Sealer const& sealer, CookieNames const& names, FilledIn const& fields);
Cookie forget_filled_in(CookieNames const& names);
// Empty when there is none.
FilledIn filled_in(Sealer const& sealer, CookieNames const& names, Request const& request);
// The value of a field, "" when it is not there.
std::string filled_in_text(FilledIn const& fields, std::string_view name);

}  // namespace voordeur
