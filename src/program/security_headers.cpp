// SPDX-License-Identifier: EUPL-1.2
#include "security_headers.hpp"

namespace voordeur {

void add_security_headers(Response& response, bool secure) {
    response
        .with_header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
            "frame-src 'none'; frame-ancestors 'none'")
        .with_header("X-Content-Type-Options", "nosniff")
        .with_header("X-Frame-Options", "DENY")
        // Under no-referrer Chromium sends "Origin: null" with our own forms.
        .with_header("Referrer-Policy", "same-origin")
        .with_header("Cross-Origin-Opener-Policy", "same-origin")
        .with_header("Cross-Origin-Resource-Policy", "same-origin")
        .with_header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (secure) response.with_header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

std::optional<Response> wrong_door(App const& app, Request const& request) {
    if (app.demo_mailbox == nullptr) return std::nullopt;
    auto const host = app.site.public_url.substr(app.site.public_url.find("://") + 3);
    auto const is_forwarded =
        !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty();
    if (request.header("host") == host && !is_forwarded) return std::nullopt;
    return Response{.status = is_forwarded ? 400 : 421,
                    .content_type = "text/plain; charset=utf-8",
                    .body = "The demo answers only at " + app.site.public_url + "\n"};
}

}  // namespace voordeur
