// SPDX-License-Identifier: EUPL-1.2
// The table `signing_key`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "crypto/signing_key.hpp"
#include "store/database.hpp"

namespace voordeur {

struct PublishedKey {
    std::string kid;
    SigningAlgorithm algorithm;
    std::string jwk;  // a JSON object
    Time used_from;
    std::optional<Time> shown_until;
};

// `sealed` is its private half.
void add_signing_key(Transaction& transaction, PublishedKey const& key, std::string const& sealed, Time now);
// All but this one of its algorithm are shown until then; those of which that was said before, as it was.
void show_others_until(Transaction& transaction, PublishedKey const& key, Time until);
// Whether one is used, and whether one waits for its day.
bool has_signing_key(Transaction& transaction, SigningAlgorithm algorithm);
bool has_waiting_signing_key(Transaction& transaction, SigningAlgorithm algorithm, Time now);

struct SealedKey {
    std::string kid, sealed;
};
// That signs now. Where two were made at once, the one that stays.
std::optional<SealedKey> current_signing_key(Transaction& transaction, SigningAlgorithm algorithm, Time now);
// The oldest first.
std::vector<PublishedKey> published_signing_keys(Transaction& transaction, Time now);

}  // namespace voordeur
