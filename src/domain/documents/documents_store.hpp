// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "documents/documents.hpp"

namespace voordeur {

struct Account;
struct Registration;

// The hash of the text of a version that the database has seen.
std::optional<std::string> find_document_hash(Transaction& transaction, DocumentKind kind, Language language,
                                              std::string const& version);
struct DocumentRow {
    Id<Document> id;
    DocumentKind kind;
    Language language;
    std::string version;
    std::string text_hash;
};
void add_document(Transaction& transaction, DocumentRow const& row, Time now);

// What was accepted, and how: with a tick, or by going on below it.
enum class HowAccepted { ticked, shown };
struct Acceptance {
    Id<Account> account_id;
    Id<Registration> registration_id;
    DocumentKind kind;
    Language language;
    std::string version;
    HowAccepted how = HowAccepted::ticked;
};
void record_acceptance(Transaction& transaction, Acceptance const& acceptance, Time now);

}  // namespace voordeur
