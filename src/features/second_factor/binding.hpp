// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "factors/challenge_store.hpp"
#include "page_function.hpp"

namespace voordeur {

// The binding that goes on in this session, its code used or not; nullopt when there is none or it is over.
std::optional<Challenge> lock_binding_of(Transaction& transaction, PatientVisitor const& visitor);

// The number that is being bound, as the brand shows it.
std::string shown_phone(App const& app, Challenge const& binding);

}  // namespace voordeur
