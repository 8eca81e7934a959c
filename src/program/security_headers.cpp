// SPDX-License-Identifier: EUPL-1.2
#include "security_headers.hpp"

#include "app.hpp"
#include "site_settings.hpp"
#include "web/response.hpp"

namespace voordeur {

namespace {

// As they go over the wire: every answer has them.
constexpr std::string_view on_every_answer =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-src 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    // Under no-referrer Chromium sends "Origin: null" with our own forms.
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n";
constexpr std::string_view over_https = "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

}  // namespace

void add_security_headers(Response& response, bool secure) {
    response.header_lines += on_every_answer;
    if (secure) response.header_lines += over_https;
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
