// SPDX-License-Identifier: EUPL-1.2
// How much memory a reader asks for in all, however soon it gives it back. For one file of a fuzz target: it
// replaces the program's own operator new.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

inline constexpr std::size_t most_memory = 64 * 1024;
inline std::size_t memory_taken = 0;

inline void must(bool holds) {
    if (!holds) std::abort();
}

template <class Step>
void in_little_memory(Step const& step) {
    memory_taken = 0;
    step();
    must(memory_taken <= most_memory);
}

void* operator new(std::size_t size) {
    memory_taken += size;
    auto* const memory = std::malloc(size);
    must(memory != nullptr);
    return memory;
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
