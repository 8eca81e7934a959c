// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace voordeur {

struct PaperCodeTag;

// One of the codes on paper that sign in once each: 13 characters, 65 bits. NIST SP 800-63B-4 asks 64 of a
// code that is kept (section 4.2), and then nobody guesses one at the door however long they try. Shorter
// than a super-PIN, and of other groups, so that the two papers are not mixed up. Never printed to a log,
// never compared with ==. A value; safe from any thread.
class PaperCode {
  public:
    // Throws what `random` throws.
    static PaperCode make(Random& random);
    // Forgives what from_paper() forgives.
    static std::optional<PaperCode> parse(std::string_view typed);

    // "7K3MQ9TX4HFAW"
    std::string const& reveal() const { return characters_.reveal(); }
    // "7K3M-Q9TX-4HFAW"
    std::string grouped() const;

    bool operator==(PaperCode const&) const = delete;

  private:
    explicit PaperCode(std::string characters) : characters_(std::move(characters)) {}

    Secret<PaperCodeTag> characters_;
};

}  // namespace voordeur
