// SPDX-License-Identifier: EUPL-1.2
// CBOR, and the public key that it may be. What was read is the same when it is written again; a key is of
// the algorithm that it names, and OpenSSL says of each whether it is one.
#include <cstdint>
#include <string_view>

#include "factors/passkeys/cose_key.hpp"
#include "in_little_memory.hpp"
#include "support/test_cbor.hpp"

using namespace voordeur;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    in_little_memory([&] {
        if (auto const found = Cbor::read(bytes)) read_cose_key(found->item);
    });
    auto const found = Cbor::read(bytes);
    if (!found) return 0;
    must(found->size <= bytes.size());
    must(cbor(found->item) == bytes.substr(0, found->size));
    must(Cbor::parse(bytes).has_value() == (found->size == bytes.size()));
    auto const read = read_cose_key(found->item);
    auto const* key = std::get_if<CoseKey>(&read);
    if (key == nullptr) return 0;
    must((key->algorithm == es256) == std::holds_alternative<P256Key>(key->key));
    must((key->algorithm == eddsa) == std::holds_alternative<Ed25519Key>(key->key));
    // Of no key is this a signature, good or not.
    is_valid_key(key->key);
    must(!is_signed_by(key->key, "message", bytes));
    return 0;
}
