// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <string>
#include <utility>

#include "base/time.hpp"

namespace voordeur {

class Random;

// The id of a row of one noun: an Id<Patient> is never taken for an Id<Practice>, and no text becomes one by
// itself. `Noun` is only a name. An id names a row; it proves nothing.
template <class Noun>
class Id {
  public:
    explicit Id(std::string text) : text_(std::move(text)) {}

    std::string const& text() const { return text_; }
    bool operator==(Id const&) const = default;
    std::strong_ordering operator<=>(Id const&) const = default;

  private:
    std::string text_;
};

// A UUIDv7 (RFC 9562 section 5.7) in its text form: 48 bits of `now`, so that rows lie in the order they were
// made, and 74 random bits.
std::string new_uuid(Time now, Random& random);

template <class Noun>
Id<Noun> new_id(Time now, Random& random) {
    return Id<Noun>(new_uuid(now, random));
}

}  // namespace voordeur
