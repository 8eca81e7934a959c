// SPDX-License-Identifier: EUPL-1.2
#include "clients/access_token.hpp"

#include "clients/packed.hpp"

namespace voordeur {
namespace {

constexpr SealContext where{.table = "client_grant", .column = "access token"};

}  // namespace

std::string seal_access_token(Sealer const& sealer, Id<ClientGrant> const& grant_id, Time now) {
    return sealer.seal(where, packed_uuid(grant_id.text()) + packed_time(now));
}

std::optional<Id<ClientGrant>> open_access_token(Sealer const& sealer, std::string_view token, Time now) {
    auto const plain = sealer.open(where, token);
    if (!plain) return std::nullopt;
    Unpacked rest(*plain);
    Id<ClientGrant> id(rest.uuid());
    auto const at = rest.time();
    if (now >= at + access_token_lasts || was_set_back_since(at, now)) return std::nullopt;
    return id;
}

}  // namespace voordeur
