// SPDX-License-Identifier: EUPL-1.2
#include "documents/publish.hpp"

#include <algorithm>

namespace voordeur {
namespace {

Document const& text_in(Publication const& publication, Language language) {
    return language == Language::dutch ? publication.dutch : publication.english;
}

bool exists(Transaction& transaction, Publication const& publication) {
    return std::ranges::any_of(all_languages, [&](Language language) {
        return find_version(transaction, publication.kind, language, publication.dutch.version).has_value();
    });
}

bool changes_nothing(Transaction& transaction, Publication const& publication) {
    if (newest_number(transaction, publication.kind) == 0) return false;
    return std::ranges::all_of(all_languages, [&](Language language) {
        return current_document(transaction, publication.kind, language).version.text_hash ==
               text_in(publication, language).text_hash;
    });
}

}  // namespace

PublishOutcome publish(Transaction& transaction, Publication const& publication, Time now, Random& random) {
    if (exists(transaction, publication)) return VersionExists{};
    if (changes_nothing(transaction, publication)) return NothingChanged{};
    auto const number = newest_number(transaction, publication.kind) + 1;
    Published published{new_id<Document>(now, random)};
    for (auto const language : all_languages) {
        auto const& text = text_in(publication, language);
        add_version(transaction,
                    {.id = language == Language::dutch ? published.id : new_id<Document>(now, random),
                     .kind = publication.kind,
                     .language = language,
                     .number = number,
                     .version = text.version,
                     .text_hash = text.text_hash,
                     .summary = text.summary,
                     .asks = publication.asks,
                     .free_until = publication.free_until,
                     .made_at = now},
                    text.markdown);
    }
    return published;
}

}  // namespace voordeur
