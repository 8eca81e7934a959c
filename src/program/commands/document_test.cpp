// SPDX-License-Identifier: EUPL-1.2
// The commands `document publish`, `list` and `show`.
#include <gmock/gmock.h>

#include "support/operator_commands.hpp"

namespace voordeur {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class PublishedDocuments : public OperatorCommands {
  protected:
    PublishedDocuments() { install(); }

    void write(std::string const& name, std::string const& version, std::string const& text,
               std::string const& summary = "Er is iets anders.") const {
        folder_.write(name, "+++\nversion = \"" + version + "\"\n" +
                                (summary.empty() ? "" : "summary = \"" + summary + "\"\n") + "+++\n" + text);
    }
    std::vector<std::string> words(std::vector<std::string> const& more = {}) const {
        std::vector<std::string> all{"document", "publish",        "--kind",    "terms",
                                     "--from",   file("terms.nl"), "--english", file("terms.en")};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
};

TEST_F(PublishedDocuments, AreListedAndShown) {
    write("terms.nl", "2", "# Twee\n");
    write("terms.en", "2", "# Two\n");
    EXPECT_EQ(
        done(words({"--until", "2099-01-31"})),
        "terms 2 is published. Patients read it from now on; who accepted an earlier version is asked at the "
        "next sign-in, and may go on without up to and including Saturday 31 January 2099.\n");
    EXPECT_EQ(done({"document", "show", "--kind", "terms", "--version", "2"}), "# Twee\n");
    EXPECT_EQ(done({"document", "show", "--kind", "terms", "--version", "2", "--language", "en"}), "# Two\n");
    EXPECT_THAT(
        done({"document", "list"}),
        AllOf(HasSubstr("terms  2        nl"), HasSubstr("up to and including Saturday 31 January 2099"),
              HasSubstr("Accounts that have still to answer a change of the terms: 0.\n")));
    EXPECT_THAT(done({"document", "list", "--json"}),
                AllOf(HasSubstr("\"version\":\"2\",\"language\":\"en\""),
                      HasSubstr("\"accepted\":0,\"accounts_to_answer\":0}")));
}

TEST_F(PublishedDocuments, NeverChange) {
    write("terms.nl", "2", "# Twee\n");
    write("terms.en", "2", "# Two\n");
    done(words());
    write("terms.nl", "3", "# Twee\n");
    write("terms.en", "3", "# Two\n");
    EXPECT_EQ(refusal(words()),
              "Both texts are the ones that patients read now: there is nothing to publish.\n");
    write("terms.nl", "2", "# Drie\n");
    write("terms.en", "2", "# Three\n");
    EXPECT_EQ(refusal(words()),
              "There is a version 2 of the terms already, and a version never changes; give the new text "
              "another.\n");
}

TEST_F(PublishedDocuments, AreRefusedWithASentence) {
    write("terms.nl", "2", "# Twee\n", "");
    write("terms.en", "2", "# Two\n", "");
    EXPECT_THAT(refusal(words()), HasSubstr("terms.nl has no summary"));
    EXPECT_THAT(refusal(words({"--correction", "--until", "2099-01-31"})),
                HasSubstr("--correction asks nothing"));
    EXPECT_THAT(done(words({"--correction"})), HasSubstr("nobody is asked again"));
    write("terms.nl", "3", "# Drie\n");
    EXPECT_THAT(refusal(words()), HasSubstr("terms.en has no summary"));
    write("terms.en", "4", "# Three\n");
    EXPECT_THAT(refusal(words()), HasSubstr("different versions, 3 and 4"));
    write("terms.en", "3", "# Three\n");
    EXPECT_THAT(refusal(words({"--until", "2020-01-31"})), HasSubstr("--until is over already"));
    EXPECT_THAT(refusal(words({"--until", "morgen"})), HasSubstr("--until must be a day"));
    EXPECT_THAT(refusal({"document", "publish", "--kind", "cookies", "--from", file("terms.nl"), "--english",
                         file("terms.en")}),
                HasSubstr("--kind is privacy or terms"));
    EXPECT_THAT(refusal({"document", "publish", "--kind", "privacy", "--from", file("terms.nl"), "--english",
                         file("terms.en"), "--until", "2099-01-31"}),
                HasSubstr("shown and not agreed to"));
    EXPECT_THAT(refusal({"document", "publish", "--kind", "terms", "--from", file("none.md"), "--english",
                         file("terms.en")}),
                HasSubstr("none.md cannot be read."));
    EXPECT_THAT(refusal({"document", "show", "--kind", "terms", "--version", "9"}),
                HasSubstr("no version 9"));
}

}  // namespace
}  // namespace voordeur
