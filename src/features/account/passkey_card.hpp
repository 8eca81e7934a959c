// SPDX-License-Identifier: EUPL-1.2
// The passkeys of an account, as its own pages show them.
#pragma once

#include <vector>

#include "factors/passkeys/passkey_store.hpp"
#include "page.hpp"
#include "page_function.hpp"

namespace voordeur {

std::vector<Passkey> passkeys_of_visitor(App const& app, PatientVisitor const& visitor);
// Name, who keeps it, where it lies, since when, and when it was used last.
void fill_passkey_facts(Page::Item item, Passkey const& passkey, PatientVisitor const& visitor);
// On the account's page. Nothing where there are none, nor can be.
void fill_passkey_card(Page& page, IncludeName where, App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
