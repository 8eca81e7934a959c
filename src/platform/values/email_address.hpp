// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace voordeur {

// An address that mail can be sent to and that a patient signs in with. It holds nothing that could end a
// mail header or an SMTP command: no white space, control characters, angle brackets, commas or quotation
// marks. Two addresses that differ in case only are the same. A value; safe from any thread. Source: the
// dot-atom form of RFC 5322 section 3.4.1 with the lengths of RFC 5321 section 4.5.3.1; ASCII only.
class EmailAddress {
  public:
    // Forgives white space and invisible characters around it and beside the @, `mailto:` with what it asks,
    // <…> with a name before it, quotation marks or brackets around it, "E-mail:" before it, and what ends a
    // sentence or stands between two of a list after it. A domain in letters of any script becomes
    // its ASCII form (xn--…). Nothing when what remains is no address.
    static std::optional<EmailAddress> parse(std::string_view typed);

    // Lower case, at most 254 bytes, exactly one @, a domain with at least one dot.
    std::string const& text() const { return text_; }

    bool operator==(EmailAddress const&) const = default;

  private:
    explicit EmailAddress(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

}  // namespace voordeur
