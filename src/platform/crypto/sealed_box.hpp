// SPDX-License-Identifier: EUPL-1.2
// What a server writes and cannot read: a text is sealed with one half of a key, and opened with the other,
// which lies elsewhere (libsodium's sealed boxes: X25519, XSalsa20-Poly1305).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace voordeur {

// The half that seals, which is no secret.
class SealingKey {
  public:
    // nullopt: not 64 hex digits.
    static std::optional<SealingKey> parse(std::string_view text);

    std::string text() const;
    // Text in, text out; the same twice is sealed in two ways.
    std::string seal(std::string_view plain) const;

  private:
    friend class OpeningKey;
    explicit SealingKey(std::string bytes) : bytes_(std::move(bytes)) {}

    std::string bytes_;
};

struct OpeningKeyTag;

// The half that opens.
class OpeningKey {
  public:
    static OpeningKey generate(Random& random);
    // Throws std::runtime_error with one sentence when the file is missing, damaged or readable by others.
    static OpeningKey load(std::filesystem::path const& file);
    // Mode 0600, on disk before it returns. False, and nothing is done, when the file is already there.
    bool save(std::filesystem::path const& file) const;

    SealingKey sealing_key() const;
    // nullopt: sealed with another key, or changed.
    std::optional<std::string> open(std::string_view sealed) const;

  private:
    explicit OpeningKey(Secret<OpeningKeyTag> bytes) : bytes_(std::move(bytes)) {}

    Secret<OpeningKeyTag> bytes_;
};

}  // namespace voordeur
