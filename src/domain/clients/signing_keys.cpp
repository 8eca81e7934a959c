// SPDX-License-Identifier: EUPL-1.2
#include "clients/signing_keys.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "jose/jwk.hpp"

namespace voordeur {
namespace {

constexpr auto algorithms = {SigningAlgorithm::rs256, SigningAlgorithm::es256};

constexpr std::string_view insert =
    "INSERT INTO signing_key (kid, algorithm, sealed_key, jwk, made_at, used_from) VALUES ($1, $2, $3, $4, "
    "$5, "
    "$6)";
constexpr std::string_view select_current =
    "SELECT kid, sealed_key FROM signing_key WHERE algorithm = $1 AND used_from <= $2 ORDER BY used_from "
    "DESC, "
    "kid LIMIT 1";
constexpr std::string_view select_newest =
    "SELECT kid, used_from FROM signing_key WHERE algorithm = $1 ORDER BY used_from DESC, kid LIMIT 1";
constexpr std::string_view select_published =
    "SELECT jwk FROM signing_key WHERE shown_until IS NULL OR shown_until > $1 ORDER BY made_at, kid";
constexpr std::string_view update_shown_until =
    "UPDATE signing_key SET shown_until = $3 WHERE algorithm = $1 AND kid <> $2 AND shown_until IS NULL";

SealContext context_of(std::string_view kid) {
    return {.table = "signing_key", .column = "sealed_key", .row_id = kid};
}

std::string add_key(Transaction& transaction, Sealer const& sealer, SigningAlgorithm algorithm, Time now,
                    Time used_from) {
    auto const key = make_private_key(algorithm);
    auto const public_key = signer_of(key)->public_key();
    auto const kid = thumbprint_of(public_key);
    transaction.run(insert, kid, std::string(name_of(algorithm)), sealer.seal(context_of(kid), key.reveal()),
                    jwk_of(public_key, algorithm).dump(), now, used_from);
    return kid;
}

std::optional<Row> newest(Transaction& transaction, SigningAlgorithm algorithm) {
    return transaction.one(select_newest, std::string(name_of(algorithm)));
}

}  // namespace

void SigningKeys::make_first(Transaction& transaction, Time now) const {
    for (auto const algorithm : algorithms)
        if (!newest(transaction, algorithm)) add_key(transaction, sealer_, algorithm, now, now);
}

int SigningKeys::rotate(Transaction& transaction, Time now) const {
    int made = 0;
    for (auto const algorithm : algorithms) {
        auto const last = newest(transaction, algorithm);
        if (!last || last->time(1) > now) continue;
        auto const used_from = now + published_before_use;
        auto const kid = add_key(transaction, sealer_, algorithm, now, used_from);
        transaction.run(update_shown_until, std::string(name_of(algorithm)), kid,
                        used_from + published_before_use);
        ++made;
    }
    return made;
}

std::shared_ptr<Signer const> SigningKeys::signer_of(std::string const& kid,
                                                     std::string const& sealed) const {
    std::lock_guard const lock(mutex_);
    auto& signer = read_[kid];
    if (!signer) signer = voordeur::signer_of(PrivateKey(sealer_.open(context_of(kid), sealed).value()));
    return signer;
}

SigningKeys::Current SigningKeys::current(Transaction& transaction, SigningAlgorithm algorithm,
                                          Time now) const {
    auto const row = transaction.one(select_current, std::string(name_of(algorithm)), now);
    if (!row) throw std::logic_error("there is no key that signs");
    return {row->text(0), signer_of(row->text(0), row->text(1))};
}

std::vector<std::string> SigningKeys::published(Transaction& transaction, Time now) const {
    std::vector<std::string> keys;
    for (auto const& row : transaction.all(select_published, now)) keys.push_back(row.text(0));
    return keys;
}

}  // namespace voordeur
