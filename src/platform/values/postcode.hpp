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
    // Forgives case, spaces, dashes, dots, invisible characters; of a Dutch one a leading NL, house number
    // and place after it, and the letters O and I for 0 and 1. Nothing when fewer than 3 or more than 10
    // letters and digits remain, no digit, or another character.
    static std::optional<Postcode> parse(std::string_view typed);

    // "1234AB"; a foreign one without spaces and dashes, in capitals: "SW1A1AA".
    std::string const& text() const { return text_; }
    // "1234 AB"; a foreign one as text().
    std::string display() const;

    bool is_dutch() const;
    // What a Dutch one would still need, when this is the beginning of one, or one with a digit or letter
    // left out; 0 when it is not.
    int digits_missing() const;
    int letters_missing() const;

    // D-80331 is 80331: whether the country is said is no difference.
    bool operator==(Postcode const& other) const;

  private:
    explicit Postcode(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

}  // namespace voordeur
