// SPDX-License-Identifier: EUPL-1.2
#include "clients/refresh_token.hpp"

#include "clients/packed.hpp"

namespace voordeur {
namespace {

SealContext context_of(Id<Client> const& client_id) {
    return {.table = "client_grant", .column = "refresh token", .row_id = client_id.text()};
}

}  // namespace

std::string seal_refresh_token(Sealer const& sealer, Id<Client> const& client_id, RefreshToken const& token) {
    return sealer.seal(context_of(client_id), packed_uuid(token.grant_id.text()) +
                                                  packed_number(token.turn.number) +
                                                  packed_time(token.turn.made_at));
}

std::optional<RefreshToken> open_refresh_token(Sealer const& sealer, Id<Client> const& client_id,
                                               std::string_view text) {
    auto const plain = sealer.open(context_of(client_id), text);
    if (!plain) return std::nullopt;
    Unpacked rest(*plain);
    Id<ClientGrant> grant_id(rest.uuid());
    auto const number = rest.number();
    return RefreshToken{std::move(grant_id), {number, rest.time()}};
}

}  // namespace voordeur
