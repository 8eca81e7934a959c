// SPDX-License-Identifier: EUPL-1.2
// An authenticator and the browser before it, in a few lines: honest, until a test changes one thing in what
// it says. What it signs is signed after the change, so that nothing else is wrong.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "factors/passkeys/verify_passkey.hpp"

struct evp_pkey_st;

namespace voordeur {

// What it says. Left as it is, it is what is expected.
struct PasskeySays {
    std::string type, challenge, origin;  // challenge: as bytes
    std::string more = {};                // members of the client data: ,"crossOrigin":true
    std::string rp_id;
    bool up = true, uv = true, be = true, bs = true, at = false, ed = false;
    std::uint32_t sign_count = 0;
    std::string raw_id;
    std::string id = {};  // empty: of raw_id
    std::string id_in_data;
    std::string public_key;              // COSE
    std::string format = "none";         // or "packed"
    std::string statement = {};          // CBOR; empty: as the format wants
    std::string after_data = {};         // bytes behind the authenticator data, signed with it
    std::string after_attestation = {};  // behind all of it
    bool breaks_signature = false;
    std::optional<std::string> user_handle = {};
};

class TestPasskey {
  public:
    using Change = std::function<void(PasskeySays&)>;

    explicit TestPasskey(std::int64_t algorithm = -7, unsigned rsa_bits = 2048);

    std::string raw_id;
    std::uint32_t sign_count = 0;
    bool uv = true, be = true, bs = true;
    std::string user_handle;

    MadePasskey make(PasskeyTerms const& terms, Change const& change = {}) const;
    PasskeyAnswer answer(PasskeyTerms const& terms, Change const& change = {}) const;
    std::string public_key() const;
    std::string sign(std::string const& message) const;

  private:
    PasskeySays says(PasskeyTerms const& terms, std::string const& type) const;

    std::int64_t algorithm_;
    std::shared_ptr<evp_pkey_st> key_;
};

// What a form sends of them, as assets/passkey.js does.
std::map<std::string, std::string> fields_of(MadePasskey const& made, std::string const& question);
std::map<std::string, std::string> fields_of(PasskeyAnswer const& answer, std::string const& question);

}  // namespace voordeur
