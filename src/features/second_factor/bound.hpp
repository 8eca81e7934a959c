// SPDX-License-Identifier: EUPL-1.2
// A second factor is bound. The guide signs out then, so that the patient signs in with it; the short journey
// goes on in the same browser, signed in with both.
#pragma once

#include <functional>
#include <string_view>

#include "page_function.hpp"
#include "sessions/session_rules.hpp"

namespace voordeur {

enum class AuditType;

struct ProvedFactor {
    AuditType recorded;
    // Binds it and tells the account. False: it was bound before.
    std::function<bool(Transaction&)> bind;
    std::string_view done;  // the page of the guide
    // By which somebody is signed in with both: password and code, each when it was typed.
    UsedMethods methods;
};

// All sessions of the account end, and where another press bound it already nothing is done.
Response bind_factor(App const& app, PatientVisitor const& visitor, ProvedFactor const& fresh);

}  // namespace voordeur
