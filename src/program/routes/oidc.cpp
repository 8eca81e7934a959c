// SPDX-License-Identifier: EUPL-1.2
#include "oidc/authorize.hpp"
#include "oidc/discovery.hpp"
#include "oidc/e_service.hpp"
#include "oidc/token.hpp"
#include "oidc/user_info.hpp"
#include "routes/route.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

using enum Method;
using enum Who;

constexpr Route table[] = {
    {get, urls::openid_configuration, anyone, show_configuration},
    {get, urls::authorization_server, anyone, show_configuration},
    {get, urls::signing_keys, anyone, show_signing_keys},
    {get, urls::authorize, anyone, authorize},
    {post, urls::authorize, anyone, authorize, {.door = Door::client}},
    {get, urls::to_e_service, anyone, show_to_e_service},
    {post, urls::token, anyone, give_tokens, {.door = Door::client}},
    {get, urls::user_info, anyone, show_user_info},
    {post, urls::user_info, anyone, show_user_info, {.door = Door::client}},
};

}  // namespace

std::span<Route const> oidc_routes() {
    return table;
}

}  // namespace voordeur
