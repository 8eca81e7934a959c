// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace voordeur {

struct TanTag;

// The one-time code sent by SMS: 6 digits, the first may be 0. Never printed to a log, never compared with
// ==. A value; safe from any thread.
class Tan {
  public:
    // Throws what `random` throws.
    static Tan make(Random& random);

    // Forgives spaces, dashes, dots, invisible characters and digits of other scripts, and takes the code out
    // of a text around it, such as the whole SMS. Nothing when there are not six digits, or more than one
    // group of six.
    static std::optional<Tan> parse(std::string_view typed);

    // "012345"
    std::string const& reveal() const { return digits_.reveal(); }

    bool operator==(Tan const&) const = delete;

  private:
    explicit Tan(std::string digits) : digits_(std::move(digits)) {}

    Secret<TanTag> digits_;
};

}  // namespace voordeur
