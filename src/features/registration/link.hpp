// SPDX-License-Identifier: EUPL-1.2
// What a link opens, and what is shown when it opens nothing. Opening changes nothing: mail scanners open
// links too.
#pragma once

#include <optional>
#include <variant>

#include "patients/registration_store.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

// A visitor with a link that holds gets the proof, anyone else a page that says why not. `needs_person`: only
// after the super-PIN in this browser, or by the confirmation link.
std::variant<LinkProof, Response> open_link(App const& app, Visitor& visitor, bool needs_person);

// Under an old link: a new one of the same kind, by mail to the same address, while the registration lives.
Response submit_new_link(App const& app, Visitor const& visitor);
Response show_new_link(App const& app, Visitor const& visitor);

// Cut off right behind "/u/": mail programs break lines there.
Response show_incomplete_link(App const& app, Visitor const& visitor);

// What was hashed meanwhile is saved only where the registration is still open and what proved it still
// holds: read again, and locked, in the saving transaction. `by` must be enough for the practice, now.
std::optional<Registration> still_open(Transaction& transaction, LinkVisitor const& visitor,
                                       IdentityProof by);

// The details were right, and what opens C1 was mailed.
bool waits_for_mail(Transaction& transaction, Registration const& registration);

// The registration behind the visitor's link, locked.
Registration registration_of(Transaction& transaction, LinkVisitor const& visitor);

}  // namespace voordeur
