// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace voordeur {

// A postcode of any country, for comparing what the practice knows with what the patient types. A value; safe
// from any thread.
class Postcode {
  public:
    // Forgives case, spaces, dashes, dots, invisible characters and a leading NL. Nothing when fewer than 3
    // or more than 10 letters and digits remain, no digit, or another character.
    static std::optional<Postcode> parse(std::string_view typed);

    // "1234AB"; a foreign one without spaces and dashes, in capitals: "SW1A1AA".
    std::string const& text() const { return text_; }
    // "1234 AB"; a foreign one as text().
    std::string display() const;

    bool operator==(Postcode const&) const = default;

  private:
    explicit Postcode(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

}  // namespace voordeur
