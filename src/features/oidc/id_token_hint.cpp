// SPDX-License-Identifier: EUPL-1.2
#include "oidc/id_token_hint.hpp"

#include <nlohmann/json.hpp>

#include "clients/signing_keys.hpp"
#include "jose/jwk.hpp"
#include "jose/jws.hpp"
#include "jose/strict_json.hpp"
#include "oidc/issue_tokens.hpp"
#include "site_settings.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::json;

bool is_signed_here(Transaction& transaction, App const& app, Jws const& jws, Time now) {
    auto const kid = text_of(jws.header, "kid");
    for (auto const& shown : app.signing_keys.published(transaction, now)) {
        if (shown.kid != kid) continue;
        auto const keys = read_key_set("{\"keys\":[" + shown.jwk + "]}").value();
        return is_signed_by(jws, keys.front().algorithm, keys.front().key);
    }
    return false;
}

}  // namespace

std::optional<HintedSession> read_id_token_hint(Transaction& transaction, App const& app,
                                                std::string const& hint, Time now) {
    auto const jws = read_jws(hint);
    if (!jws || text_of(jws->header, "typ") != id_token_type ||
        text_of(jws->claims, "iss") != app.site.public_url)
        return std::nullopt;
    if (!is_signed_here(transaction, app, *jws, now)) return std::nullopt;
    return HintedSession{Id<Client>(text_of(jws->claims, "aud")), text_of(jws->claims, "sid"),
                         text_of(jws->claims, "sub")};
}

}  // namespace voordeur
