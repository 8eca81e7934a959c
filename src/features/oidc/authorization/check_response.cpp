// SPDX-License-Identifier: EUPL-1.2
// OAuth 2.0 Multiple Response Type Encoding Practices section 2.1, Form Post Response Mode; only the code
// flow (RFC 9700 section 2.1.2).
#include "oidc/authorization/checks.hpp"

namespace voordeur {

std::optional<RequestRefusal> check_response(AskedRequest& asked) {
    auto const& mode = asked.parameters.text("response_mode");
    if (mode == "form_post") asked.request.response_mode = ResponseMode::form_post;
    if (!mode.empty() && mode != "query" && mode != "form_post")
        return RequestRefusal{"invalid_request", "response_mode is query or form_post"};
    auto const& type = asked.parameters.text("response_type");
    if (type.empty()) return RequestRefusal{"invalid_request", "response_type is missing"};
    if (type != "code") return RequestRefusal{"unsupported_response_type", "response_type is code"};
    return std::nullopt;
}

}  // namespace voordeur
