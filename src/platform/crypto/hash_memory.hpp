// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace voordeur {

// The memory that one hash at a time is made in, kept from one to the next. It asks for huge pages: a hash
// reads and writes all of it in an order nobody can foresee, and takes two to three times as long in pages of
// 4 KiB. Until the first hash it is only set aside; the kernel gives it when it is written to.
class HashMemory {
  public:
    // `bytes` or a little more, in whole huge pages. Throws std::bad_alloc.
    explicit HashMemory(std::size_t bytes);

    void wipe() const;
    std::span<std::uint8_t> bytes() const { return {start_.get(), start_.get_deleter().bytes}; }

  private:
    struct Unmap {
        std::size_t bytes;
        void operator()(std::uint8_t* start) const;
    };
    std::unique_ptr<std::uint8_t[], Unmap> start_;
};

}  // namespace voordeur
