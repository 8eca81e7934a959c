// SPDX-License-Identifier: EUPL-1.2
#include "clients/access_token.hpp"

#include "clients/packed.hpp"

namespace voordeur {
namespace {

constexpr SealContext where{.table = "client_grant", .column = "access token"};

}  // namespace

std::string seal_access_token(Sealer const& sealer, AccessToken const& token) {
    return sealer.seal(
        where, packed_uuid(token.grant_id.text()) + packed_number(token.scopes) + packed_time(token.at));
}

std::optional<AccessToken> open_access_token(Sealer const& sealer, std::string_view text, Time now) {
    auto const plain = sealer.open(where, text);
    if (!plain) return std::nullopt;
    Unpacked rest(*plain);
    Id<ClientGrant> grant_id(rest.uuid());
    auto const scopes = static_cast<ScopeBits>(rest.number());
    auto const at = rest.time();
    if (now >= at + access_token_lasts || was_set_back_since(at, now)) return std::nullopt;
    return AccessToken{std::move(grant_id), scopes, at};
}

}  // namespace voordeur
