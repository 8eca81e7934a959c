// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace voordeur {

struct RingKeyTag;

// The secret keys of one installation, in a file of their own: the database alone is of no use to a thief.
// Newest first; sealing uses the newest, opening whichever sealed it. Lost, every password and second factor
// is lost.
class KeyRing {
  public:
    struct Key {
        std::string id;  // 8 hex digits
        Secret<RingKeyTag> bytes;
    };

    static KeyRing generate(Random& random);
    // Throws std::runtime_error with one sentence when the file is missing, damaged or readable by others.
    static KeyRing load(std::filesystem::path const& file);
    // Mode 0600, on disk before it returns. False, and nothing is done, when the file is already there.
    bool save(std::filesystem::path const& file) const;

    std::span<Key const> keys() const { return keys_; }
    // 32 bytes for one purpose, by BLAKE2b keyed with the ring's key: no purpose's key tells another's.
    static std::string subkey(Key const& key, std::string_view purpose);
    // What the database keeps to refuse a ring that is not its own. Tells nothing of the keys.
    std::string check_value() const;
    // The same of every key, newest first: "1f2e3d4c:CHECK 0a1b2c3d:CHECK".
    std::string check_values() const;

  private:
    explicit KeyRing(std::vector<Key> keys) : keys_(std::move(keys)) {}
    std::vector<Key> keys_;
};

}  // namespace voordeur
