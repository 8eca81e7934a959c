// SPDX-License-Identifier: EUPL-1.2
#include "crypto/hash_memory.hpp"

#include <sys/mman.h>

#include <cstring>
#include <new>

namespace voordeur {
namespace {

constexpr std::size_t huge_page_bytes = 2 * 1024 * 1024;

std::size_t in_whole_huge_pages(std::size_t bytes) {
    return (bytes + huge_page_bytes - 1) / huge_page_bytes * huge_page_bytes;
}

// The kernel fills with huge pages only from a multiple of their size on. In one page more than wanted there
// is one; what stands out on both sides goes back.
std::uint8_t* map_aligned(std::size_t bytes) {
    auto const mapped_bytes = bytes + huge_page_bytes;
    auto* const mapped =
        mmap(nullptr, mapped_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc();
    auto const address = reinterpret_cast<std::uintptr_t>(mapped);
    auto const before = in_whole_huge_pages(address) - address;
    auto* const start = static_cast<std::uint8_t*>(mapped) + before;
    if (before > 0) munmap(mapped, before);
    munmap(start + bytes, huge_page_bytes - before);
    return start;
}

}  // namespace

HashMemory::HashMemory(std::size_t bytes)
    : start_(map_aligned(in_whole_huge_pages(bytes)), Unmap{in_whole_huge_pages(bytes)}) {
    // A kernel without huge pages refuses, and the hash is made in small ones.
    madvise(start_.get(), start_.get_deleter().bytes, MADV_HUGEPAGE);
}

void HashMemory::wipe() const {
    explicit_bzero(bytes().data(), bytes().size());
}

void HashMemory::Unmap::operator()(std::uint8_t* start) const {
    munmap(start, bytes);
}

}  // namespace voordeur
