// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/commit.hpp"

// Texts to put others before and behind at compile time. VOORDEUR_COMMIT is written by the build.
#define VOORDEUR_RELEASE "0.2.0"
#define VOORDEUR_VERSION "voordeur " VOORDEUR_RELEASE " (" VOORDEUR_COMMIT ")"

namespace voordeur {

inline constexpr char version[] = VOORDEUR_VERSION;

}  // namespace voordeur
