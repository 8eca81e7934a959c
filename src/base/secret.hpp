// SPDX-License-Identifier: EUPL-1.2
// What must not be seen: passwords, super-PINs, TANs, link tokens. A Secret cannot be printed, formatted into
// a log line or compared with == (which would answer in a time that tells how much was right); it is wiped
// when it goes.
#pragma once

#include <cstring>
#include <string>
#include <utility>

namespace voordeur {

template <class Tag>
class Secret {
  public:
    explicit Secret(std::string value) : value_(std::move(value)) {}
    Secret(Secret const&) = default;
    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret const&) = default;
    Secret& operator=(Secret&&) noexcept = default;
    ~Secret() { explicit_bzero(value_.data(), value_.size()); }

    // The one way to the characters. Each call of it is a place that an auditor reads.
    std::string const& reveal() const { return value_; }

    bool operator==(Secret const&) const = delete;

  private:
    std::string value_;
};

}  // namespace voordeur
