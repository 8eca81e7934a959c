// SPDX-License-Identifier: EUPL-1.2
// What voordeur-signatures.so gives: all that takes OpenSSL.
#pragma once

#include <string_view>

#include "crypto/signature.hpp"

namespace voordeur {

// Each does what the function of its name in signature.hpp says. Thread safe.
class Signatures {
  public:
    virtual ~Signatures() = default;
    virtual bool is_valid_key(PublicKey const& key) const = 0;
    virtual bool is_signed_by(PublicKey const& key, std::string_view message,
                              std::string_view signature) const = 0;
};

// Nobody's to delete.
using GetSignatures = Signatures const*();
constexpr char const* signatures_file = "voordeur-signatures.so";
constexpr char const* get_signatures_name = "voordeur_signatures";

}  // namespace voordeur
