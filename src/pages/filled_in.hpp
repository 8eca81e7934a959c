// SPDX-License-Identifier: EUPL-1.2
// What is not secret of a form, kept in the patient's own browser for some minutes: over a sign-in that came
// in between, or from D1 to the sign-in page. Sealed, so that it can neither be read in passing nor made by
// others.
#pragma once

#include <optional>
#include <string>

namespace voordeur {

class CookieNames;
class Sealer;
struct Cookie;
struct Request;

// What the next page says of the one before.
enum class Notice {
    registered,            // the account is made
    registered_by_letter,  // likewise, and its super-PIN is the letter's
    signed_out,            // as was asked
    session_ended,         // by itself
    code_ended,            // a sign-in, before its code was right
    binding_ended,         // of a telephone, likewise
    passkey_refused,       // at E1, alone
    passkey_unknown,       // likewise: there is none of its id
};

struct FilledIn {
    std::optional<Notice> notice = {};
    // Empty: not kept.
    std::string email = {};
    std::string country = {};
    std::string phone = {};
};

Cookie filled_in_cookie(Sealer const& sealer, CookieNames const& names, FilledIn const& kept);
Cookie forget_filled_in(CookieNames const& names);
// Empty when there is none.
FilledIn filled_in(Sealer const& sealer, CookieNames const& names, Request const& request);

}  // namespace voordeur
