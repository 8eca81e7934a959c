// SPDX-License-Identifier: EUPL-1.2
// Passwords that were stolen elsewhere: a file of their SHA-1 hashes, sorted, one a line, "HASH" or
// "HASH:COUNT", as Have I Been Pwned publishes them (40 GB). It is searched where it lies, never loaded.
// Thread safe.
#pragma once

#include <cstdint>
#include <filesystem>

#include "values/password.hpp"

namespace voordeur {

class BreachedPasswords {
  public:
    // No file: nothing is known to be stolen.
    BreachedPasswords() = default;
    // Throws std::runtime_error with the end of a sentence when it cannot be read or is no such file.
    explicit BreachedPasswords(std::filesystem::path const& file);
    ~BreachedPasswords();
    BreachedPasswords(BreachedPasswords const&) = delete;
    BreachedPasswords& operator=(BreachedPasswords const&) = delete;

    // Throws std::runtime_error when the file can no longer be read.
    bool has(Password const& password) const;

  private:
    std::string line_at(std::int64_t offset) const;

    int file_ = -1;
    std::int64_t size_ = 0;
};

}  // namespace voordeur
