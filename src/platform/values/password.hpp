// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/secret.hpp"

namespace voordeur {

struct PasswordTag;

// A password as typed: nothing trimmed, in normalisation form C, so that an ë typed on a phone and on a
// computer is the same one (NIST SP 800-63B-4 section 3.1.1.2). Length and strength are the rules' business.
// Never printed to a log, never compared with ==. A value; safe from any thread.
class Password {
  public:
    // Nothing when it is not UTF-8 or holds a NUL. The empty password is one, of length 0.
    static std::optional<Password> from_typed(std::string_view utf8);

    // In code points, as NIST counts.
    std::size_t length() const;
    std::string const& reveal() const { return text_.reveal(); }

    bool operator==(Password const&) const = delete;

  private:
    explicit Password(std::string text) : text_(std::move(text)) {}

    Secret<PasswordTag> text_;
};

}  // namespace voordeur
