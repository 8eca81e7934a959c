// SPDX-License-Identifier: EUPL-1.2
// How much memory a reader asks for in all, however soon it gives it back: the address sanitizer tells.
#pragma once

#include <sanitizer/allocator_interface.h>

#include <cstddef>
#include <cstdlib>

inline constexpr std::size_t most_memory = 64 * 1024;
inline std::size_t memory_taken = 0;

inline void must(bool holds) {
    if (!holds) std::abort();
}

inline void note_taken(void const volatile*, std::size_t size) {
    memory_taken += size;
}
inline void note_given_back(void const volatile*) {}
inline bool const is_noted = __sanitizer_install_malloc_and_free_hooks(note_taken, note_given_back) != 0;

template <class Step>
void in_little_memory(Step const& step) {
    must(is_noted);
    memory_taken = 0;
    step();
    must(memory_taken <= most_memory);
}
