// SPDX-License-Identifier: EUPL-1.2
// OpenID Connect Core section 3.1.2.6: what is not supported is refused by its own name. So is
// `registration`.
#include "oidc/authorization/checks.hpp"

namespace voordeur {

std::optional<RequestRefusal> check_request_objects(AskedRequest& asked) {
    if (!asked.parameters.text("request").empty())
        return RequestRefusal{"request_not_supported", "request objects are not supported"};
    if (!asked.parameters.text("request_uri").empty())
        return RequestRefusal{"request_uri_not_supported", "request_uri is not supported"};
    if (!asked.parameters.text("registration").empty())
        return RequestRefusal{"registration_not_supported", "registration is not supported"};
    return std::nullopt;
}

}  // namespace voordeur
