// SPDX-License-Identifier: EUPL-1.2
#pragma once

// A text to put others before and behind at compile time.
#define VOORDEUR_VERSION "voordeur 0.1.0"

namespace voordeur {

inline constexpr char version[] = VOORDEUR_VERSION;

}  // namespace voordeur
