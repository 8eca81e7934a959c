// SPDX-License-Identifier: EUPL-1.2
#include "oidc/client_assertion.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "clients/assertion_rules.hpp"
#include "clients/assertion_store.hpp"
#include "clients/client_rules.hpp"
#include "clients/client_store.hpp"
#include "jose/jwk.hpp"
#include "jose/jws.hpp"
#include "jose/strict_json.hpp"
#include "site_settings.hpp"
#include "visitor.hpp"
#include "web/form.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::json;

constexpr std::string_view jwt_bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr double latest = 1e11;  // in the year 5138; what is later would not fit

// NumericDate: it may have a fraction.
std::optional<Time> time_of(Json const& claims, char const* name) {
    auto const found = claims.find(name);
    if (found == claims.end() || !found->is_number()) return std::nullopt;
    auto const seconds = std::floor(found->get<double>());
    if (!(std::abs(seconds) < latest)) return std::nullopt;
    return Time(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

Assertion assertion_in(Jws const& jws) {
    return {.type = text_of(jws.header, "typ"),
            .issuer = text_of(jws.claims, "iss"),
            .subject = text_of(jws.claims, "sub"),
            .audience = text_of(jws.claims, "aud"),
            .id = text_of(jws.claims, "jti"),
            .expires_at = time_of(jws.claims, "exp"),
            .issued_at = time_of(jws.claims, "iat"),
            .begins_at = time_of(jws.claims, "nbf")};
}

// By the key that it names; where it names none, by the only one.
bool is_signed_by_one_of(std::vector<NamedKey> const& keys, Jws const& jws) {
    auto const kid = text_of(jws.header, "kid");
    auto const names_none = !jws.header.contains("kid") && keys.size() == 1;
    return std::ranges::any_of(keys, [&](NamedKey const& key) {
        return (names_none || key.kid == kid) && is_signed_by(jws, key.algorithm, key.key);
    });
}

// Empty: nothing.
std::string what_is_wrong_with(Transaction& transaction, TokenRequest const& request, Client const& client,
                               Jws const& jws) {
    auto const keys = read_key_set(client.key_set);
    if (!keys || !is_signed_by_one_of(*keys, jws)) return "it is not signed by a key of the client";
    auto const assertion = assertion_in(jws);
    AssertionNeeds const needs{client.id.text(), request.app.site.public_url};
    if (auto wrong = what_is_wrong(assertion, needs, request.visitor.now()); !wrong.empty()) return wrong;
    return take_assertion(transaction, client.id, assertion.id, *assertion.expires_at)
               ? ""
               : "it was taken before (jti)";
}

}  // namespace

bool has_assertion(Form const& form) {
    return !form.text("client_assertion").empty() || !form.text("client_assertion_type").empty();
}

std::optional<Client> client_of_assertion(Transaction& transaction, TokenRequest const& request) {
    auto const& form = request.form;
    auto const jws = read_jws(form.text("client_assertion"));
    if (!jws || form.text("client_assertion_type") != jwt_bearer) return std::nullopt;
    auto const id = text_of(jws->claims, "sub");
    if (!form.text("client_id").empty() && form.text("client_id") != id) return std::nullopt;
    if (!is_client_id(id)) return std::nullopt;
    auto client = find_client(transaction, Id<Client>(id));
    if (!client || client->key_set.empty()) return std::nullopt;
    auto const wrong = what_is_wrong_with(transaction, request, *client, *jws);
    if (wrong.empty()) return client;
    transaction.after_commit([id, wrong] {
        log_info("client_assertion_refused", {{"client", id}, {"why", wrong}});
    });
    return std::nullopt;
}

}  // namespace voordeur
