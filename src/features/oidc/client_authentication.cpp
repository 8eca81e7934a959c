// SPDX-License-Identifier: EUPL-1.2
#include "oidc/client_authentication.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "clients/client_store.hpp"
#include "crypto/encoding.hpp"
#include "oidc/client_assertion.hpp"
#include "visitor.hpp"
#include "web/form.hpp"
#include "web/request.hpp"

namespace voordeur {
namespace {

constexpr std::string_view basic = "Basic ";
constexpr std::string_view ask_for_basic = "Basic realm=\"Voordeur\", charset=\"UTF-8\"";

// An unknown client and a wrong secret are answered alike.
constexpr TokenRefusal not_known_by_header{401, "invalid_client", "unknown client or wrong secret",
                                           ask_for_basic};
constexpr TokenRefusal not_known{401, "invalid_client", "unknown client or wrong secret"};
constexpr TokenRefusal not_known_by_assertion{401, "invalid_client", "the client assertion is not valid"};
constexpr TokenRefusal known_twice{400, "invalid_request", "one way of client authentication"};
constexpr TokenRefusal nobody{401, "invalid_client", "no client authentication", ask_for_basic};

struct Claimed {
    std::string id, secret;
};

bool is_basic(std::string_view header) {
    return std::ranges::equal(header.substr(0, basic.size()), basic,
                              [](char left, char right) { return (left | ' ') == (right | ' '); });
}

// Each half is encoded as in a form (RFC 6749 section 2.3.1).
std::optional<std::string> decoded(std::string_view half) {
    auto const form = Form::parse("half=" + std::string(half));
    return form ? std::optional(form->text("half")) : std::nullopt;
}

std::optional<Claimed> claimed_by(std::string_view header) {
    std::string text(header.substr(basic.size()));
    while (text.ends_with('=')) text.pop_back();
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    auto const pair = from_base64url(text);
    auto const colon = pair ? pair->find(':') : std::string::npos;
    if (colon == std::string::npos) return std::nullopt;
    auto id = decoded(std::string_view(*pair).substr(0, colon));
    auto secret = decoded(std::string_view(*pair).substr(colon + 1));
    if (!id || !secret) return std::nullopt;
    return Claimed{std::move(*id), std::move(*secret)};
}

std::optional<Client> client_with(Transaction& transaction, Claimed const& claimed) {
    auto client = find_client(transaction, Id<Client>(claimed.id));
    if (!client) return std::nullopt;
    if (client->is_public()) return claimed.secret.empty() ? std::move(client) : std::nullopt;
    // One that signs has no secret, and none is the same as that.
    return same_secret(sha256_hex(claimed.secret), client->secret_hash) ? std::move(client) : std::nullopt;
}

}  // namespace

AskingClient authenticate_client(Transaction& transaction, TokenRequest const& request, MayWrite may_write) {
    auto const& form = request.form;
    auto const header = request.visitor.request.header("authorization");
    // What is empty is not there (RFC 6749 section 3.2).
    auto const has_secret = !form.text("client_secret").empty();
    if (has_assertion(form)) {
        if (!header.empty() || has_secret) return known_twice;
        if (may_write == MayWrite::no) return WritesFirst{};
        auto client = client_of_assertion(transaction, request);
        if (!client) return not_known_by_assertion;
        return AuthenticatedClient(std::move(*client));
    }
    if (header.empty()) {
        if (form.text("client_id").empty()) return nobody;
        auto client = client_with(transaction, {form.text("client_id"), form.text("client_secret")});
        if (!client) return not_known;
        return AuthenticatedClient(std::move(*client));
    }
    if (has_secret) return known_twice;
    auto const claimed = is_basic(header) ? claimed_by(header) : std::nullopt;
    if (!claimed || (!form.text("client_id").empty() && form.text("client_id") != claimed->id))
        return not_known_by_header;
    auto client = client_with(transaction, *claimed);
    if (!client || client->is_public()) return not_known_by_header;
    return AuthenticatedClient(std::move(*client));
}

}  // namespace voordeur
