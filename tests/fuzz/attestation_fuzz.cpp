// SPDX-License-Identifier: EUPL-1.2
// An attestation object behind client data that is right; and an answer of nobody. Whatever is accepted as a
// new passkey is of this site, with somebody there, and can be asked; no answer is ever accepted that its key
// did not sign.
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/encoding.hpp"
#include "factors/passkeys/cose_key.hpp"
#include "factors/passkeys/verify_passkey.hpp"
#include "in_little_memory.hpp"

using namespace voordeur;

namespace {

PasskeyTerms const& terms() {
    static PasskeyTerms const made{std::string(32, 'c'), "https://example.org", "example.org"};
    return made;
}

std::string client_data(std::string_view type) {
    return "{\"type\":\"" + std::string(type) + "\",\"challenge\":\"" + to_base64url(terms().challenge) +
           "\",\"origin\":\"" + terms().origin + "\"}";
}

// The id that the attestation itself says, so that something is accepted.
std::string id_in(std::string_view bytes) {
    auto const object = Cbor::parse(bytes);
    auto const* const found = object ? object->at("authData") : nullptr;
    auto const data =
        found == nullptr || !found->bytes() ? std::nullopt : read_authenticator_data(*found->bytes());
    return data && data->credential ? std::string(data->credential->id) : "id";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const bytes(reinterpret_cast<char const*>(data), size);
    static auto const made_data = client_data("webauthn.create"), answer_data = client_data("webauthn.get");
    auto const id = id_in(bytes);
    auto const made = verify_made_passkey({to_base64url(id), id, made_data, bytes}, terms());
    if (auto const* facts = std::get_if<PasskeyFacts>(&made)) {
        must(size <= longest_attestation && facts->id == id && !id.empty() &&
             id.size() <= longest_passkey_id);
        must(facts->flags.user_present && (facts->flags.is_backup_eligible || !facts->flags.is_backed_up));
        auto const key = Cbor::parse(facts->public_key);
        must(key && std::holds_alternative<CoseKey>(read_cose_key(*key)));
        auto const answered = verify_assertion(
            {to_base64url(id), id, answer_data, bytes.substr(size / 2), bytes.substr(0, size / 2)},
            {*facts, id}, terms());
        must(std::holds_alternative<PasskeyRefusal>(answered));
    }
    return 0;
}
