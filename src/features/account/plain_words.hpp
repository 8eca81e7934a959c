// SPDX-License-Identifier: EUPL-1.2
// How it was established who a person is, and on what they are signed in, in their words.
#pragma once

#include "accounts/identity_rules.hpp"
#include "sessions/device_rules.hpp"
#include "words/word.hpp"

namespace voordeur {

Word words_of(IdentityProof proof);
FilledWord words_for(Device const& device);

}  // namespace voordeur
