// SPDX-License-Identifier: EUPL-1.2
#include "crypto/signature.hpp"

#include "base/module.hpp"
#include "crypto/signature_module.hpp"

namespace voordeur {

Signatures const& signatures() {
    static auto const& loaded = *load_function<GetSignatures>(signatures_file, get_signatures_name)();
    return loaded;
}

bool is_valid_key(PublicKey const& key) {
    return signatures().is_valid_key(key);
}

bool is_signed_by(PublicKey const& key, std::string_view message, std::string_view signature) {
    return signatures().is_signed_by(key, message, signature);
}

void check_signatures() {
    check_module(signatures_file);
}

}  // namespace voordeur
