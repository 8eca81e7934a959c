// SPDX-License-Identifier: EUPL-1.2
// What is typed to sign in, as the audit log has it: the same for the same address, and no address.
#pragma once

#include <string>

#include "audit/audit.hpp"
#include "page_function.hpp"

namespace voordeur {

AuditObject sign_in_name_object(App const& app, std::string const& name);

}  // namespace voordeur
