// SPDX-License-Identifier: EUPL-1.2
#include "oidc/token.hpp"

#include "oidc/grant_types.hpp"
#include "oidc/json_answer.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr TokenRefusal no_grant{400, "invalid_request", "grant_type is missing"};
constexpr TokenRefusal other_grant{400, "unsupported_grant_type",
                                   "grant_type is authorization_code or refresh_token"};

struct GrantType {
    std::string_view name;
    Response (*give)(TokenRequest const& request);
};
constexpr GrantType grant_types[] = {{"authorization_code", redeem_code}, {"refresh_token", refresh_tokens}};

}  // namespace

Response give_tokens(App const& app, Visitor const& visitor) {
    auto const form = form_of_program(visitor.request);
    if (!form) return refuse_token(unreadable_form);
    auto const asked = form->text("grant_type");
    if (asked.empty()) return refuse_token(no_grant);
    for (auto const& [name, give] : grant_types)
        if (name == asked) return give({app, visitor, *form});
    return refuse_token(other_grant);
}

}  // namespace voordeur
