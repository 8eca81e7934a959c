// SPDX-License-Identifier: EUPL-1.2
#include "oidc/answer.hpp"

#include "app.hpp"
#include "base/escaping.hpp"
#include "clients/authorization_request.hpp"
#include "oidc/form_post.html.hpp"
#include "oidc/words.hpp"
#include "page.hpp"
#include "site_settings.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::oidc_form_post;

// OAuth 2.0 Form Post Response Mode.
Response by_form(App const& app, Visitor const& visitor, std::string const& address,
                 AnswerParameters const& parameters) {
    auto page = page_for(app, visitor, html::file, words::oidc::form_post_title);
    page.set(html::ADDRESS, address);
    for (auto const& [name, value] : parameters)
        page.add(html::PARAMETER).set(html::NAME, name).set(html::VALUE, value);
    return page.respond();
}

}  // namespace

std::string address_with(std::string address, AnswerParameters const& parameters) {
    auto separator = address.find('?') == std::string::npos ? '?' : '&';
    for (auto const& [name, value] : parameters) {
        address.append(1, separator).append(name).append("=").append(url_encoded(value));
        separator = '&';
    }
    return address;
}

bool is_fetched_ahead(Request const& request) {
    return request.header("sec-purpose").find("prefetch") != std::string_view::npos;
}

Response not_ahead() {
    return plain_text(403, "not ahead\n");
}

Response send_back(App const& app, Visitor const& visitor, AuthorizationRequest const& request,
                   AnswerParameters parameters) {
    if (!request.state.empty()) parameters.emplace_back("state", request.state);
    parameters.emplace_back("iss", app.site.public_url);
    return request.response_mode == ResponseMode::form_post
               ? by_form(app, visitor, request.redirect_address, parameters)
               : see_other(address_with(request.redirect_address, parameters));
}

Response send_back(App const& app, Visitor const& visitor, AuthorizationRequest const& request,
                   RequestRefusal const& refusal) {
    return send_back(
        app, visitor, request,
        {{"error", std::string(refusal.error)}, {"error_description", std::string(refusal.description)}});
}

}  // namespace voordeur
