// SPDX-License-Identifier: EUPL-1.2
#include "clients/signing_key_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert =
    "INSERT INTO signing_key (kid, algorithm, sealed_key, jwk, made_at, used_from) "
    "VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view select_current =
    "SELECT kid, sealed_key FROM signing_key WHERE algorithm = $1 AND used_from <= $2 "
    "ORDER BY CASE WHEN shown_until IS NULL THEN 0 ELSE 1 END, used_from DESC, kid LIMIT 1";
constexpr std::string_view select_any = "SELECT 1 FROM signing_key WHERE algorithm = $1 LIMIT 1";
constexpr std::string_view select_waiting =
    "SELECT 1 FROM signing_key WHERE algorithm = $1 AND used_from > $2 LIMIT 1";
constexpr std::string_view select_published =
    "SELECT kid, algorithm, jwk, used_from, shown_until FROM signing_key "
    "WHERE shown_until IS NULL OR shown_until > $1 ORDER BY made_at, kid";
constexpr std::string_view update_shown_until =
    "UPDATE signing_key SET shown_until = $3 WHERE algorithm = $1 AND kid <> $2 AND shown_until IS NULL";

std::string stored(SigningAlgorithm algorithm) {
    return std::string(name_of(algorithm));
}

}  // namespace

void add_signing_key(Transaction& transaction, PublishedKey const& key, std::string const& sealed, Time now) {
    transaction.run(insert, key.kid, stored(key.algorithm), sealed, key.jwk, now, key.used_from);
}

void show_others_until(Transaction& transaction, PublishedKey const& key, Time until) {
    transaction.run(update_shown_until, stored(key.algorithm), key.kid, until);
}

bool has_signing_key(Transaction& transaction, SigningAlgorithm algorithm) {
    return transaction.one(select_any, stored(algorithm)).has_value();
}

bool has_waiting_signing_key(Transaction& transaction, SigningAlgorithm algorithm, Time now) {
    return transaction.one(select_waiting, stored(algorithm), now).has_value();
}

std::optional<SealedKey> current_signing_key(Transaction& transaction, SigningAlgorithm algorithm, Time now) {
    auto const row = transaction.one(select_current, stored(algorithm), now);
    if (!row) return std::nullopt;
    return SealedKey{row->text(0), row->text(1)};
}

std::vector<PublishedKey> published_signing_keys(Transaction& transaction, Time now) {
    std::vector<PublishedKey> keys;
    for (auto const& row : transaction.all(select_published, now))
        keys.push_back({row.text(0), signing_algorithm_of(row.text(1)).value(), row.text(2), row.time(3),
                        row.maybe_time(4)});
    return keys;
}

}  // namespace voordeur
