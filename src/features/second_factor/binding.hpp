// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "factors/challenge_store.hpp"
#include "page_function.hpp"
#include "sessions/session_rules.hpp"
#include "values/phone_number.hpp"

namespace voordeur {

// The binding that goes on in this session, its code used or not; nullopt when there is none or it is over.
std::optional<Challenge> lock_binding_of(Transaction& transaction, PatientVisitor const& visitor);

// What the practice told of this patient's telephone; nothing when it told none.
std::optional<PhoneNumber> known_phone_of(Transaction& transaction, App const& app,
                                          PatientVisitor const& visitor);
// As the brand shows it, and its owner may read it: a number that the practice told is not shown to whoever
// got this far without it.
std::string shown_phone(App const& app, PatientVisitor const& visitor, Challenge const& binding);

// The code was right before, and the password was in this request.
UsedMethods methods_after_password(PatientVisitor const& visitor, Challenge const& binding);
// What was proved is bound.
Response bind_phone(App const& app, PatientVisitor const& visitor, Challenge const& binding,
                    UsedMethods methods);

}  // namespace voordeur
