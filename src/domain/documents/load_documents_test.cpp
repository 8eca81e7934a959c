// SPDX-License-Identifier: EUPL-1.2
#include "documents/load_documents.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "config/config_error.hpp"
#include "embedded.hpp"

namespace voordeur {
namespace {

class LoadDocumentsTest : public testing::Test {
  protected:
    LoadDocumentsTest() {
        auto name = (std::filesystem::temp_directory_path() / "voordeur-documents-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        own =
            DocumentFiles{folder_ / "p.nl.md", folder_ / "p.en.md", folder_ / "t.nl.md", folder_ / "t.en.md"};
        for (auto const name_of_one : {"p.nl.md", "p.en.md", "t.nl.md", "t.en.md"})
            write(name_of_one, std::string("+++\nversion = \"7\"\n+++\n# ") + name_of_one + "\n");
    }
    ~LoadDocumentsTest() override { std::filesystem::remove_all(folder_); }

    void write(std::string const& name, std::string const& text) { std::ofstream(folder_ / name) << text; }
    std::string error() {
        try {
            load_documents(own, embedded_documents());
            return "";
        } catch (ConfigError const& refused) {
            return refused.what();
        }
    }
    std::string path(std::string const& name) { return (folder_ / name).string(); }

    std::optional<DocumentFiles> own;

  private:
    std::filesystem::path folder_;
};

TEST_F(LoadDocumentsTest, TakesTheOperatorsOwn) {
    auto const documents = load_documents(own, embedded_documents());
    EXPECT_EQ(documents.of(DocumentKind::privacy, Language::dutch).markdown, "# p.nl.md\n");
    EXPECT_EQ(documents.of(DocumentKind::privacy, Language::english).markdown, "# p.en.md\n");
    EXPECT_EQ(documents.of(DocumentKind::terms, Language::dutch).markdown, "# t.nl.md\n");
    EXPECT_EQ(documents.of(DocumentKind::terms, Language::english).version, "7");
}

// With the same hash: whoever saves it again has not written a new version.
TEST_F(LoadDocumentsTest, TakesThemAsWindowsSavesThem) {
    auto const before = load_documents(own, embedded_documents()).of(DocumentKind::terms, Language::dutch);
    for (auto const* saved : {"+++\r\nversion = \"7\"\r\n+++\r\n# t.nl.md\r\n",
                              "\xEF\xBB\xBF+++\nversion = \"7\"\n+++\n# t.nl.md\n",
                              "\xEF\xBB\xBF+++\r\nversion = \"7\"\r\n+++\r\n# t.nl.md\r\n"}) {
        write("t.nl.md", saved);
        auto const document =
            load_documents(own, embedded_documents()).of(DocumentKind::terms, Language::dutch);
        EXPECT_EQ(document.version, "7");
        EXPECT_EQ(document.markdown, "# t.nl.md\n");
        EXPECT_EQ(document.text_hash, before.text_hash);
    }
}

TEST_F(LoadDocumentsTest, NamesTheFileThatIsWrong) {
    write("t.nl.md", "# no front matter\n");
    EXPECT_EQ(error(), path("t.nl.md") + " must begin with +++, version = \"…\", +++.");
    write("t.nl.md", "+++\ntitle = \"x\"\n+++\n");
    EXPECT_EQ(error(), path("t.nl.md") + " has no version.");
    write("t.nl.md", "+++\nversion = 2026-\n+++\n");
    EXPECT_TRUE(error().starts_with(path("t.nl.md") + ": ")) << error();
    write("t.nl.md", "+++\nversion = \"1\"\n+++\n\xff");
    EXPECT_EQ(error(), path("t.nl.md") + " must be text in UTF-8.");
    std::filesystem::remove(path("t.nl.md"));
    EXPECT_EQ(error(), path("t.nl.md") + " cannot be read.");
}

TEST_F(LoadDocumentsTest, ElseTheSamples) {
    own.reset();
    auto const documents = load_documents(own, embedded_documents());
    EXPECT_TRUE(
        documents.of(DocumentKind::privacy, Language::dutch).markdown.starts_with("# Privacyverklaring\n"));
    EXPECT_TRUE(
        documents.of(DocumentKind::terms, Language::english).markdown.starts_with("# Terms of use\n"));
}

}  // namespace
}  // namespace voordeur
