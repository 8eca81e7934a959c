// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/random.hpp"

namespace voordeur {

// An account's public number: nine random digits and a check digit (Luhn, ISO/IEC 7812-1 annex B), so that a
// typing error is told apart from a number that is not known. It proves nothing. A value; safe from any
// thread.
class CustomerNumber {
  public:
    // May be taken already: the store's unique index decides. Throws what `random` throws.
    static CustomerNumber make(Random& random);

    // Forgives spaces, dashes, dots and invisible characters. Nothing when these are not ten digits with the
    // right check digit.
    static std::optional<CustomerNumber> parse(std::string_view typed);

    // "1234567890"
    std::string const& text() const { return text_; }
    // "123 456 7890"
    std::string grouped() const;

    bool operator==(CustomerNumber const&) const = default;

  private:
    explicit CustomerNumber(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

}  // namespace voordeur
