// SPDX-License-Identifier: EUPL-1.2
// The tables `link` and `visit`: what opens the pages of a registration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "accounts/identity_rules.hpp"
#include "crypto/tokens.hpp"
#include "patients/registration_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Registration;

struct FoundLink {
    Id<Registration> registration_id;
    LinkFacts facts;
};
std::optional<FoundLink> find_link(Transaction& transaction, LinkKind kind, std::string const& token);

// An invitation works up to and including a day, as its mail says; a confirmation up to a moment.
Time link_expires_at(LinkKind kind, Time made_at);

struct NewLink {
    Id<NewLink> id;
    Id<Registration> registration_id;
    LinkKind kind;
    Time made_at;
};
void add_link(Transaction& transaction, NewLink const& link, LinkToken const& token);
void end_links(Transaction& transaction, Id<Registration> const& registration_id, Time now);
void end_confirmations(Transaction& transaction, Id<Registration> const& registration_id, Time now);
void forget_links(Transaction& transaction, Id<Registration> const& registration_id);
MailHistory mail_history(Transaction& transaction, Id<Registration> const& registration_id, LinkKind kind,
                         Time now);

// At most `limit` at once.
std::int64_t forget_links_expired_before(Transaction& transaction, Time when, int limit);

// Whether a confirmation was mailed, though it may work no more.
bool was_confirmation_sent(Transaction& transaction, Id<Registration> const& registration_id);

// A browser that typed the letter's super-PIN, or the details where that is enough: only it goes on under the
// invitation link.
struct NewVisit {
    Id<Registration> registration_id;
    std::string browser;  // its cookie
    IdentityProof proved_by = IdentityProof::letter;
};
void add_visit(Transaction& transaction, NewVisit const& visit, Time now);
// What was typed there last; nullopt: nothing, or too long ago.
std::optional<IdentityProof> proof_of_visit(Transaction& transaction, Id<Registration> const& registration_id,
                                            std::string const& browser, Time now);
void end_visits(Transaction& transaction, Id<Registration> const& registration_id);
std::int64_t forget_visits_before(Transaction& transaction, Time when);

}  // namespace voordeur
