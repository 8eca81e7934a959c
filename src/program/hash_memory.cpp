// SPDX-License-Identifier: EUPL-1.2
// libsodium maps the memory of each Argon2id hash afresh, and has no setting by which it would ask for huge
// pages. Where the kernel gives them only to who asks (transparent_hugepage = madvise), a hash in pages of
// 4 KiB takes two to three times as long. So the program's own mmap, which libsodium's calls reach before the
// C library's, asks (docs/decisions/0010). Nothing else changes for anybody: the C library's malloc does not
// come here, and a kernel without huge pages gives small ones, as before.
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>

namespace {

constexpr std::size_t huge_page_bytes = 2 * 1024 * 1024;

bool is_for_a_hash(std::size_t length, int flags) {
    constexpr int libsodiums = MAP_ANONYMOUS | MAP_PRIVATE | MAP_POPULATE;
    return (flags & libsodiums) == libsodiums && length >= huge_page_bytes;
}

}  // namespace

extern "C" void* mmap(void* address, std::size_t length, int protection, int flags, int file,
                      off_t offset) noexcept {
    auto const map = [&](int with) {
        return reinterpret_cast<void*>(syscall(SYS_mmap, address, length, protection, with, file, offset));
    };
    if (!is_for_a_hash(length, flags)) return map(flags);
    // The advice must come before the pages.
    auto* const memory = map(flags & ~MAP_POPULATE);
    if (memory == MAP_FAILED) return memory;
    madvise(memory, length, MADV_HUGEPAGE);
    madvise(memory, length, MADV_POPULATE_WRITE);
    return memory;
}
