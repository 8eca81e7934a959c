// SPDX-License-Identifier: EUPL-1.2
// A line of the audit log in the words of the person whom it is about.
#pragma once

#include <string>
#include <vector>

#include "audit/access_log_store.hpp"
#include "page_function.hpp"
#include "words/word.hpp"

namespace voordeur {

// All that lines may be about that concern this account: itself, its registrations at its practices, its ways
// to sign in, and its address as it was typed.
std::vector<AccessObject> objects_of(Transaction& transaction, App const& app, PatientVisitor const& visitor);

// By function, "de beheerder van …, voor De Linde", or by name where the practice chose that.
FilledWord who_of(App const& app, PatientVisitor const& visitor, AccessLine const& line);
// Of an event that this program does not know: its stored name.
std::string what_of(App const& app, PatientVisitor const& visitor, AccessLine const& line);

}  // namespace voordeur
