// SPDX-License-Identifier: EUPL-1.2
#include "clients/signing_keys.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "jose/jwk.hpp"

namespace voordeur {
namespace {

constexpr auto algorithms = {SigningAlgorithm::rs256, SigningAlgorithm::es256};

SealContext context_of(std::string_view kid) {
    return {.table = "signing_key", .column = "sealed_key", .row_id = kid};
}

}  // namespace

PublishedKey SigningKeys::make(Transaction& transaction, SigningAlgorithm algorithm, Time now,
                               Time used_from) const {
    auto const key = make_private_key(algorithm);
    auto const public_key = voordeur::signer_of(key)->public_key();
    PublishedKey const made{.kid = thumbprint_of(public_key),
                            .algorithm = algorithm,
                            .jwk = jwk_of(public_key, algorithm).dump(),
                            .used_from = used_from,
                            .shown_until = {}};
    add_signing_key(transaction, made, sealer_.seal(context_of(made.kid), key.reveal()), now);
    return made;
}

void SigningKeys::make_first(Transaction& transaction, Time now) const {
    for (auto const algorithm : algorithms)
        if (!has_signing_key(transaction, algorithm)) make(transaction, algorithm, now, now);
}

int SigningKeys::rotate(Transaction& transaction, Time now) const {
    int made = 0;
    for (auto const algorithm : algorithms) {
        if (!has_signing_key(transaction, algorithm)) continue;
        if (has_waiting_signing_key(transaction, algorithm, now)) continue;
        auto const key = make(transaction, algorithm, now, now + published_before_use);
        show_others_until(transaction, key, key.used_from + published_before_use);
        ++made;
    }
    return made;
}

std::shared_ptr<Signer const> SigningKeys::signer_of(SealedKey const& key) const {
    std::lock_guard const lock(mutex_);
    auto& signer = read_[key.kid];
    if (!signer)
        signer = voordeur::signer_of(PrivateKey(sealer_.open(context_of(key.kid), key.sealed).value()));
    return signer;
}

SigningKeys::Current SigningKeys::current(Transaction& transaction, SigningAlgorithm algorithm,
                                          Time now) const {
    auto const key = current_signing_key(transaction, algorithm, now);
    if (!key) throw std::logic_error("there is no key that signs");
    return {key->kid, signer_of(*key)};
}

std::vector<PublishedKey> SigningKeys::published(Transaction& transaction, Time now) const {
    return published_signing_keys(transaction, now);
}

}  // namespace voordeur
