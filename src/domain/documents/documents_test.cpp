// SPDX-License-Identifier: EUPL-1.2
// The versions of the documents that a database has seen, on both. Who accepted which is in
// registration/step_3_documents_test.cpp.
#include "documents/documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/contract_database.hpp"

namespace voordeur {
namespace {

using testing::ElementsAre;

Time const now = from_stored(1'800'000'000'000);

// As an operator writes it.
std::string file(std::string const& version, std::string const& text) {
    return "+++\nversion = \"" + version + "\"\n+++\n" + text;
}

class DocumentVersions : public testing::TestWithParam<std::string> {
  protected:
    DocumentVersions() {
        for (auto const kind : all_document_kinds)
            for (auto const language : all_languages) put(kind, language, file("1", "# Eerste tekst\n"));
    }

    void put(DocumentKind kind, Language language, std::string const& text) {
        documents_.put(kind, language, parse_document("file.md", text));
    }
    void start(Time at = now) { documents_.register_versions(database(), at, contract_.random()); }
    // The sentence with which the start is refused.
    std::string complaint() {
        try {
            start();
            return "started";
        } catch (std::runtime_error const& error) {
            return error.what();
        }
    }

    Database& database() { return contract_.database(); }

    std::vector<std::string> known() {
        return lines(
            "SELECT kind || ' ' || language || ' ' || version || ' ' || made_at FROM document "
            "ORDER BY kind, language, version");
    }

  private:
    std::vector<std::string> lines(std::string_view sql) {
        return database().read([&](Transaction& transaction) {
            std::vector<std::string> lines;
            for (auto const& row : transaction.all(sql)) lines.push_back(row.text(0));
            return lines;
        });
    }

    ContractDatabase contract_{GetParam()};
    Documents documents_;
};

TEST_P(DocumentVersions, AreKnownFromTheirFirstStartOn) {
    start();
    auto const first = ElementsAre("privacy en 1 1800000000000", "privacy nl 1 1800000000000",
                                   "terms en 1 1800000000000", "terms nl 1 1800000000000");
    EXPECT_THAT(known(), first);
    start(now + std::chrono::hours(1));
    EXPECT_THAT(known(), first);
}

TEST_P(DocumentVersions, ANewTextNeedsANewVersion) {
    start();
    struct Case {
        DocumentKind kind;
        Language language;
        std::string sentence;
    };
    for (auto const& [kind, language, sentence] :
         {Case{DocumentKind::privacy, Language::dutch,
               "The privacy document (nl) was changed under version 1: give the new text a new version."},
          Case{DocumentKind::privacy, Language::english,
               "The privacy document (en) was changed under version 1: give the new text a new version."},
          Case{DocumentKind::terms, Language::dutch,
               "The terms document (nl) was changed under version 1: give the new text a new version."},
          Case{DocumentKind::terms, Language::english,
               "The terms document (en) was changed under version 1: give the new text a new version."}}) {
        put(kind, language, file("1", "# Eerste tekst.\n"));
        EXPECT_EQ(complaint(), sentence);
        put(kind, language, file("2", "# Eerste tekst.\n"));
        EXPECT_EQ(complaint(), "started");
        put(kind, language, file("1", "# Eerste tekst\n"));
        EXPECT_EQ(complaint(), "started") << "the old text again, under its own version";
    }
    EXPECT_EQ(known().size(), 8U);
}

// One of the four is refused: the others are no versions of this installation yet.
TEST_P(DocumentVersions, ARefusedStartRegistersNone) {
    start();
    put(DocumentKind::privacy, Language::english, file("2", "# Nieuw\n"));
    put(DocumentKind::terms, Language::dutch, file("1", "# Anders\n"));
    EXPECT_NE(complaint(), "started");
    EXPECT_EQ(known().size(), 4U);
}

INSTANTIATE_TEST_SUITE_P(Databases, DocumentVersions, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
