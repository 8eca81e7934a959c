// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "factors/challenge_store.hpp"
#include "page_function.hpp"

namespace voordeur {

// The binding that goes on in this session, its code used or not; nullopt when there is none or it is over.
std::optional<Challenge> lock_binding_of(Transaction& transaction, PatientVisitor const& visitor);

}  // namespace voordeur
