// SPDX-License-Identifier: EUPL-1.2
#include "clients/authorization_code.hpp"

#include "base/number.hpp"
#include "clients/packed.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

std::string row_of(CodeBinding const& binding) {
    std::string row = binding.client_id.text();
    return row.append("\n").append(binding.redirect_address).append("\n").append(binding.challenge);
}

SealContext context_of(std::string const& row) {
    return {.table = "address", .column = "authorization code", .row_id = row};
}

}  // namespace

std::string seal_code(Sealer const& sealer, CodeBinding const& binding, CodeFacts const& facts) {
    auto const plain = packed_uuid(facts.account_id.text()) + packed_hex(facts.session_hash) +
                       packed_time(facts.at) + joined_words(facts.scopes) + "\n" + facts.nonce;
    return sealer.seal(context_of(row_of(binding)), plain);
}

std::optional<CodeFacts> open_code(Sealer const& sealer, CodeBinding const& binding, std::string_view code,
                                   Time now) {
    auto const row = row_of(binding);
    auto const plain = sealer.open(context_of(row), code);
    if (!plain) return std::nullopt;
    Unpacked rest(*plain);
    CodeFacts facts{.account_id = Id<Account>(rest.uuid()),
                    .session_hash = rest.hex(sha256_bytes),
                    .at = rest.time(),
                    .scopes = words_in(rest.line()),
                    .nonce = std::string(rest.left())};
    if (now >= facts.at + code_lasts || was_set_back_since(facts.at, now)) return std::nullopt;
    return facts;
}

std::string challenge_of(std::string_view verifier) {
    return verifier.empty() ? "" : to_base64url(sha256(verifier));
}

}  // namespace voordeur
