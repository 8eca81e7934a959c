// SPDX-License-Identifier: EUPL-1.2
// "Request and response parameters MUST NOT be included more than once" (RFC 6749 section 3.1): Form refuses
// that before. What goes along in an address is short: some KB go through every proxy.
#include <algorithm>
#include <string_view>
#include <utility>

#include "oidc/authorization/checks.hpp"
#include "oidc/trouble.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr std::pair<std::string_view, std::size_t> longest[] = {
    {"client_id", 64},   {"redirect_uri", 512},   {"state", 512}, {"nonce", 512},
    {"scope", 256},      {"login_hint", 320},     {"prompt", 64}, {"code_challenge", 128},
    {"ui_locales", 128}, {"id_token_hint", 4096},
};

}  // namespace

std::optional<Response> check_parameters(App const& app, Visitor const& visitor, AskedRequest& asked) {
    for (auto const& [name, length] : longest)
        if (asked.parameters.text(name).size() > length) return broken_request_page(app, visitor);
    asked.request.state = asked.parameters.text("state");
    asked.request.nonce = asked.parameters.text("nonce");
    asked.request.login_hint = asked.parameters.text("login_hint");
    asked.request.at = visitor.now();
    return std::nullopt;
}

}  // namespace voordeur
