// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace voordeur {

// What a person types to say who they are: an e-mail address, or a customer number. Every account has the
// number; of two people with one mailbox only one has the address. A value; safe from any thread.
class SignInName {
  public:
    // Forgives what EmailAddress and CustomerNumber forgive.
    static std::optional<SignInName> parse(std::string_view typed);

    // As that of EmailAddress or CustomerNumber.
    std::string const& text() const { return text_; }

    bool operator==(SignInName const&) const = default;

  private:
    explicit SignInName(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

// Of a text of SignInName: no number has an @, and no address is without.
inline bool is_address(std::string_view name) {
    return name.find('@') != std::string_view::npos;
}

}  // namespace voordeur
