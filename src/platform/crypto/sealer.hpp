// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "crypto/key_ring.hpp"

namespace voordeur {

// Where a sealed value lies. It opens there only: a thief cannot move one row's value to another.
struct SealContext {
    std::string_view table, column;
    std::string_view row_id = {};  // empty: there is one such value, as in a cookie
};

// XChaCha20-Poly1305 with a random nonce; text in, text out. Thread safe.
class Sealer {
  public:
    Sealer(KeyRing const& ring, Random& random);

    std::string seal(SealContext const& context, std::string_view plain) const;
    // nullopt: not sealed by this ring, not for this place, or changed.
    std::optional<std::string> open(SealContext const& context, std::string_view sealed) const;

  private:
    struct Key {
        std::string id;
        Secret<RingKeyTag> bytes;
    };
    std::vector<Key> keys_;
    Random& random_;
};

// HMAC-SHA-256 by purpose, in hex: for codes, form tokens, and for looking up what must not lie readable in
// the database. Thread safe.
class Mac {
  public:
    explicit Mac(KeyRing const& ring);
    ~Mac();
    std::string of(std::string_view purpose, std::string_view text) const;
    bool matches(std::string_view purpose, std::string_view text, std::string_view mac) const;

  private:
    struct Begun;

    KeyRing::Key key_;
    std::unique_ptr<Begun> begun_;
};

}  // namespace voordeur
