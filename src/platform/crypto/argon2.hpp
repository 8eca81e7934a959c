// SPDX-License-Identifier: EUPL-1.2
// Argon2id (RFC 9106) in the code of its authors, built three times. The one that the processor runs fastest
// is chosen at start (docs/decisions/0013).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

struct Argon2_Context;  // of <argon2.h>

namespace voordeur {

enum class Argon2Build { portable, avx2, avx512 };

struct ProcessorFeatures {
    bool avx2 = false;
    bool avx512f = false;
};

// What this processor has and the kernel lets a program use.
ProcessorFeatures processor_features();
Argon2Build fastest_build(ProcessorFeatures const& features);
std::string_view name_of(Argon2Build build);

// Fills `context.out`. The processor must have what `build` uses. `memory` holds at least `context.m_cost`
// KiB, and nobody else uses it meanwhile. What is left in it tells whether a guess is right: the caller wipes
// it, or lets the next hash overwrite it at once. Throws std::invalid_argument where RFC 9106 forbids the
// context, or the memory is too small for it. Thread safe.
void argon2id(Argon2_Context& context, Argon2Build build, std::span<std::uint8_t> memory);

}  // namespace voordeur
