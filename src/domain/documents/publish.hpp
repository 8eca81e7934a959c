// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <variant>

#include "documents/documents_store.hpp"

namespace voordeur {

// A new version, in each language.
struct Publication {
    DocumentKind kind = DocumentKind::terms;
    Document dutch, english;
    bool asks = true;      // false: a correction without new meaning
    Time free_until = {};  // until then one may go on without
};

struct Published {
    Id<Document> id;  // in Dutch
};
// There is a version of that name already.
struct VersionExists {};
// Both texts are the ones that patients read now.
struct NothingChanged {};
using PublishOutcome = std::variant<Published, VersionExists, NothingChanged>;

// Patients read it from the next page on. Throws NotUnique when another was published at the same moment.
PublishOutcome publish(Transaction& transaction, Publication const& publication, Time now, Random& random);

}  // namespace voordeur
