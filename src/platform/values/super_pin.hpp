// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace voordeur {

struct SuperPinTag;

// The long secret on paper: 16 characters, 80 bits. It is kept as a hash only, is never printed to a log, and
// is never compared with ==. A value; safe from any thread.
class SuperPin {
  public:
    // Throws what `random` throws.
    static SuperPin make(Random& random);

    // Forgives what from_paper() forgives. Nothing when that does not leave 16 characters.
    static std::optional<SuperPin> parse(std::string_view typed);

    // "7K3MQ9TX4HFAW2RP", for hashing.
    std::string const& reveal() const { return characters_.reveal(); }
    // "7K3M-Q9TX-4HFA-W2RP", for the letter, the PDF and the one page that shows it.
    std::string grouped() const;

    bool operator==(SuperPin const&) const = delete;

  private:
    explicit SuperPin(std::string characters) : characters_(std::move(characters)) {}

    Secret<SuperPinTag> characters_;
};

}  // namespace voordeur
