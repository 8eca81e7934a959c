// SPDX-License-Identifier: EUPL-1.2
// What an authenticator says and signs (W3C WebAuthn Level 3, section 6.1): 37 bytes, then the passkey where
// one is made, then a map of extensions where it says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "values/cbor.hpp"

namespace voordeur {

struct AuthenticatorFlags {
    bool user_present = false;
    bool user_verified = false;
    bool is_backup_eligible = false;
    bool is_backed_up = false;

    bool operator==(AuthenticatorFlags const&) const = default;
};

// A passkey that was made. All look into the bytes that were read.
struct AttestedCredential {
    std::string_view aaguid;  // 16 bytes: which authenticator says it is; never a proof
    std::string_view id;
    std::string_view public_key;  // COSE, as it came
    Cbor key;                     // the same, read
};

struct AuthenticatorData {
    std::string_view site_hash;  // SHA-256 of the RP id
    AuthenticatorFlags flags;
    std::uint32_t sign_count = 0;
    std::optional<AttestedCredential> credential;
};

// nullopt: too short, a flag without what it announces, or bytes that no flag announced.
std::optional<AuthenticatorData> read_authenticator_data(std::string_view bytes);

}  // namespace voordeur
