// SPDX-License-Identifier: EUPL-1.2
// How somebody signed in, in the words of e-services.
#pragma once

#include <string_view>
#include <vector>

#include "sessions/session_rules.hpp"

namespace voordeur {

// Two factors of two kinds, by a definition that many know: the REFEDS MFA profile. Nobody is sent to an
// e-service with less.
constexpr std::string_view acr_of_two_factors = "https://refeds.org/profile/mfa";
// RFC 8176.
std::vector<std::string_view> amr_of(UsedMethods const& methods);

}  // namespace voordeur
