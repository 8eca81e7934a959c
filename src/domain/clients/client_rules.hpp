// SPDX-License-Identifier: EUPL-1.2
// What an e-service's addresses and names may be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace voordeur {

// 3 to 64 of A-Z, a-z, 0-9, dash and underscore: nothing that a header would write otherwise (RFC 6749
// section 2.3.1).
bool is_client_id(std::string_view text);

// https, or http on a loopback address by its number (RFC 8252 section 7.3); no fragment, no user, at most
// 512 characters.
bool may_be_client_address(std::string_view address);

// Letter by letter one of these (RFC 9700 section 4.1.3). Of a loopback address the port may be any.
bool is_registered(std::vector<std::string> const& registered, std::string_view address);

// Whether one of these is on this site, which is written as browsers send it: "https://recept.example".
bool has_site(std::vector<std::string> const& registered, std::string_view origin);

}  // namespace voordeur
