// SPDX-License-Identifier: EUPL-1.2
// Whether what a browser sends proves a passkey: the checks of W3C WebAuthn Level 3, sections 7.1 and 7.2,
// and stricter ones (docs/security/passkeys.md). Pure: nothing is looked up or kept here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "factors/passkeys/authenticator_data.hpp"
#include "factors/passkeys/passkey_refusal.hpp"

namespace voordeur {

constexpr std::size_t longest_passkey_id = 1023;
constexpr std::size_t longest_client_data = 4 * 1024;
constexpr std::size_t longest_attestation = 8 * 1024;

// What the answer must fit.
struct PasskeyTerms {
    std::string challenge;  // as bytes
    std::string origin;     // of our pages, with scheme and port
    std::string rp_id;      // its host
    bool must_verify_user = false;
};

// As bytes; `id` is base64url, as a browser has it.
struct MadePasskey {
    std::string id, raw_id;
    std::string client_data;
    std::string attestation;
};
struct PasskeyAnswer {
    std::string id, raw_id;
    std::string client_data;
    std::string authenticator_data;
    std::string signature;
    std::optional<std::string> user_handle = {};
};

// What is kept of a passkey.
struct PasskeyFacts {
    std::string id;
    std::string public_key;  // COSE
    std::uint32_t sign_count = 0;
    AuthenticatorFlags flags = {};  // when it was made; the backup state of last time
    std::string aaguid = {};        // hex
};
std::variant<PasskeyFacts, PasskeyRefusal> verify_made_passkey(MadePasskey const& made,
                                                               PasskeyTerms const& terms);

struct PasskeyRight {
    std::uint32_t sign_count = 0;
    AuthenticatorFlags flags;
    // Lower than last time, or the same, of a passkey that lies on several devices: worth a line in the log.
    bool is_counter_back = false;
};
// `known` is the passkey of that id, `user_handle` its account's. Where nobody said who they are, the answer
// must have the handle (`is_nobody_known`).
struct PasskeyOwner {
    PasskeyFacts const& known;
    std::string const& user_handle;
    bool is_nobody_known = false;
};
std::variant<PasskeyRight, PasskeyRefusal> verify_assertion(PasskeyAnswer const& answer,
                                                            PasskeyOwner const& owner,
                                                            PasskeyTerms const& terms);

}  // namespace voordeur
