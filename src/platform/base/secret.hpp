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
    Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { other.wipe(); }
    Secret& operator=(Secret other) noexcept {
        value_.swap(other.value_);
        return *this;
    }
    ~Secret() { wipe(); }

    // The one way to the characters. Each call of it is a place that an auditor reads.
    std::string const& reveal() const { return value_; }

    bool operator==(Secret const&) const = delete;

  private:
    // Its whole room: a short text that was moved away has length 0, and its characters are still there.
    void wipe() noexcept {
        value_.resize(value_.capacity());
        explicit_bzero(value_.data(), value_.size());
        value_.clear();
    }

    std::string value_;
};

}  // namespace voordeur
