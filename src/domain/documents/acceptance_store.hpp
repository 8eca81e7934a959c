// SPDX-License-Identifier: EUPL-1.2
// The table `acceptance`: who accepted which version, in which language, and when. The privacy statement is
// shown, and so noted as read; the terms are agreed to.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "documents/documents_store.hpp"

namespace voordeur {

struct Account;
struct Registration;

struct Acceptance {
    Id<Account> account_id;
    Id<Document> document_id;
    std::optional<Id<Registration>> registration_id = {};  // none: at a sign-in
};
// False: this account accepted this very version before, and that time stays.
bool record_acceptance(Transaction& transaction, Acceptance const& acceptance, Time now);

// Whether somebody accepted any version of this kind.
bool is_any_accepted(Transaction& transaction, DocumentKind kind);

// Whether a version asks for this account's answer: one that is newer than all it accepted of its kind.
bool are_documents_open(Transaction& transaction, Id<Account> const& account_id);

// A document that has such a version.
struct OpenDocument {
    PublishedDocument current;
    std::vector<DocumentVersion> changes;  // those that ask, newest first
};
// In the order of the pages.
std::vector<OpenDocument> open_documents(Transaction& transaction, Id<Account> const& account_id,
                                         Language language);

struct AcceptedDocument {
    DocumentVersion version;
    std::optional<std::string> markdown;  // none: of before texts were kept
    Time accepted_at;
};
// Newest first.
std::vector<AcceptedDocument> accepted_documents(Transaction& transaction, Id<Account> const& account_id);
// Of accounts that were closed before.
std::int64_t forget_acceptances_of_closed(Transaction& transaction, Time closed_before, int accounts);

// Of each version that somebody accepted, by its id.
std::map<std::string, std::int64_t> count_acceptances(Transaction& transaction);
// How many accounts have still to answer what is asked of this kind.
std::int64_t count_accounts_asked(Transaction& transaction, DocumentKind kind);

}  // namespace voordeur
