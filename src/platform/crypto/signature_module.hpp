// SPDX-License-Identifier: EUPL-1.2
// What voordeur-signatures.so gives: all that takes OpenSSL.
#pragma once

#include <memory>
#include <string_view>

#include "crypto/signature.hpp"
#include "crypto/signing_key.hpp"

namespace voordeur {

// Each does what the function of its name in signature.hpp or signing_key.hpp says. Thread safe.
class Signatures {
  public:
    virtual ~Signatures() = default;
    virtual bool is_valid_key(PublicKey const& key) const = 0;
    virtual bool is_signed_by(PublicKey const& key, std::string_view message,
                              std::string_view signature) const = 0;
    virtual PrivateKey make_private_key(SigningAlgorithm algorithm) const = 0;
    virtual std::unique_ptr<Signer> signer_of(PrivateKey const& key) const = 0;
};

// Loaded when it is first asked for. Throws std::runtime_error when it cannot be.
Signatures const& signatures();

// Nobody's to delete.
using GetSignatures = Signatures const*();
constexpr char const* signatures_file = "voordeur-signatures.so";
constexpr char const* get_signatures_name = "voordeur_signatures";

}  // namespace voordeur
