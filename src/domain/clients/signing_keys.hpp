// SPDX-License-Identifier: EUPL-1.2
// The keys that sign ID tokens. A key is published a day before it is used, so that whoever keeps the set has
// it, and shown until what it signed last is dead.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "clients/signing_key_store.hpp"
#include "crypto/sealer.hpp"
#include "crypto/signing_key.hpp"
#include "store/database.hpp"

namespace voordeur {

constexpr std::chrono::hours published_before_use{24};

// Thread safe.
class SigningKeys {
  public:
    explicit SigningKeys(Sealer const& sealer) : sealer_(sealer) {}

    // One of each algorithm, where there is none yet: nobody has kept a set without it.
    void make_first(Transaction& transaction, Time now) const;
    // A new one of each, used from tomorrow; those of now go the day after. Nothing while one waits.
    // How many were made.
    int rotate(Transaction& transaction, Time now) const;

    struct Current {
        std::string kid;
        std::shared_ptr<Signer const> signer;
    };
    // Throws std::logic_error when there is none: whoever adds a client makes them.
    Current current(Transaction& transaction, SigningAlgorithm algorithm, Time now) const;
    // The oldest first.
    std::vector<PublishedKey> published(Transaction& transaction, Time now) const;

  private:
    PublishedKey make(Transaction& transaction, SigningAlgorithm algorithm, Time now, Time used_from) const;
    std::shared_ptr<Signer const> signer_of(SealedKey const& key) const;

    Sealer const& sealer_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::shared_ptr<Signer const>> read_;
};

}  // namespace voordeur
