// SPDX-License-Identifier: EUPL-1.2
// What a browser says of what it asked an authenticator (W3C WebAuthn Level 3, section 5.8.1): JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

struct ClientData {
    std::string type;
    std::string challenge;  // base64url
    std::string origin;
    bool is_cross_origin = false;
    bool has_top_origin = false;
};

// nullopt: no JSON object in UTF-8, a key twice in it or below it, far too many keys, or one of these members
// of another kind. A byte order mark before it, and members that are not known, are passed over.
std::optional<ClientData> read_client_data(std::string_view json);

}  // namespace voordeur
