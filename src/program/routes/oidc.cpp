// SPDX-License-Identifier: EUPL-1.2
#include "oidc/authorize.hpp"
#include "oidc/discovery.hpp"
#include "oidc/e_service.hpp"
#include "oidc/end_session.hpp"
#include "oidc/introspect.hpp"
#include "oidc/json_answer.hpp"
#include "oidc/revoke.hpp"
#include "oidc/token.hpp"
#include "oidc/user_info.hpp"
#include "routes/route.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

using enum Method;
using enum Who;

constexpr RouteTerms of_program{.door = Door::client, .readers = Readers::clients_sites};

constexpr Route table[] = {
    {get, urls::openid_configuration, anyone, show_configuration, {.readers = Readers::any_site}},
    {get, urls::authorization_server, anyone, show_configuration, {.readers = Readers::any_site}},
    {get, urls::signing_keys, anyone, show_signing_keys, {.readers = Readers::any_site}},
    {get, urls::authorize, anyone, authorize},
    {post, urls::authorize, anyone, authorize, {.door = Door::client}},
    {get, urls::to_e_service, anyone, show_to_e_service},
    {get, urls::end_session, anyone, begin_sign_out},
    {post, urls::end_session, anyone, begin_sign_out, {.door = Door::client}},
    {get, urls::asked_sign_out, anyone, show_sign_out},
    {post, urls::asked_sign_out, anyone, submit_asked_sign_out},
    {post, urls::token, anyone, give_tokens, of_program},
    {options, urls::token, anyone, allow_request, of_program},
    {post, urls::revoke, anyone, revoke_token, of_program},
    {options, urls::revoke, anyone, allow_request, of_program},
    {post, urls::introspect, anyone, introspect_token, {.door = Door::client, .readers = Readers::programs}},
    {get, urls::user_info, anyone, show_user_info, of_program},
    {post, urls::user_info, anyone, show_user_info, of_program},
    {options, urls::user_info, anyone, allow_request, of_program},
};

}  // namespace

std::span<Route const> oidc_routes() {
    return table;
}

}  // namespace voordeur
