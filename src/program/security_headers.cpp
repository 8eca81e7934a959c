// SPDX-License-Identifier: EUPL-1.2
#include "security_headers.hpp"

#include "app.hpp"
#include "site_settings.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

namespace {

// As they go over the wire.
constexpr std::string_view policy =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'";
constexpr std::string_view own_forms_only = "; form-action 'self'";
constexpr std::string_view opened_by_nobody = "Cross-Origin-Opener-Policy: same-origin\r\n";
constexpr std::string_view on_every_answer =
    "; base-uri 'none'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    // Under no-referrer Chromium sends "Origin: null" with our own forms.
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n";
constexpr std::string_view over_https = "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

}  // namespace

// A browser holds the policy of the page with the form against every redirect that follows, at the e-service
// too.
LeadsAway leads_away_of(Visitor const& visitor) {
    if (!visitor.service_request) return LeadsAway::no;
    return visitor.service_request->asked.opens_in_popup ? LeadsAway::in_popup : LeadsAway::yes;
}

void add_security_headers(Response& response, bool secure, LeadsAway leads_away) {
    response.header_lines += policy;
    if (leads_away == LeadsAway::no) response.header_lines += own_forms_only;
    response.header_lines += on_every_answer;
    // A browser would hold it against a window that is on its way to a page which lacks it.
    if (leads_away != LeadsAway::in_popup && response.status != 303)
        response.header_lines += opened_by_nobody;
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
