// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// Argon2id (RFC 9106), one lane. OWASP's set of 19 MiB and 2 passes is the least.
struct HashingCost {
    std::uint32_t memory_kib = 19 * 1024;
    std::uint32_t passes = 2;

    bool operator==(HashingCost const&) const = default;
};

// What is stored of a password or super-PIN: "$argon2id$v=19$m=19456,t=2,p=1$SALT$TAG", in base64 without
// padding. libsodium writes and reads the same.
struct EncodedHash {
    static constexpr std::size_t salt_bytes = 16;
    static constexpr std::size_t tag_bytes = 32;

    HashingCost cost;
    std::string salt;
    std::string tag;

    std::string text() const;
    // nullopt for whatever text() would not have written, to the letter. Any cost is accepted: judge it
    // before memory is taken.
    static std::optional<EncodedHash> parse(std::string_view text);
};

}  // namespace voordeur
