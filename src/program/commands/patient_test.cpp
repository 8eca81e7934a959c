// SPDX-License-Identifier: EUPL-1.2
// The commands `patient sealing-key` and `patient open-sealed`.
#include <gmock/gmock.h>

#include "support/operator_commands.hpp"

namespace voordeur {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class SealedByCommand : public OperatorCommands {
  protected:
    SealedByCommand() {
        install();
        auto const made = run_apart({"patient", "sealing-key", "--out", file("opening-key")});
        EXPECT_EQ(made.status, 0) << made.err;
        EXPECT_THAT(made.out, StartsWith("sealed_persons_key = \""));
        folder_.write("sealing.toml", "public_url = \"http://127.0.0.1:8080\"\n[policy]\n" + made.out);
    }
    std::string erased(std::string const& config) {
        auto const id = registration_in(done(invite_words(), config));
        done({"patient", "erase", "--registration", id}, config);
        return id;
    }
    std::vector<std::string> words(std::string const& id, std::vector<std::string> const& more = {}) const {
        std::vector<std::string> all{"patient", "open-sealed", "--id", id, "--key", file("opening-key")};
        if (more.empty()) all.insert(all.end(), {"--reason", "claim"});
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
};

TEST_F(SealedByCommand, IsOpenedWithTheKeyAndSaidInTheLog) {
    auto const id = erased("sealing.toml");
    EXPECT_THAT(done(words(id)), AllOf(HasSubstr("\"name\":\"Jan de Vries\""), HasSubstr("1948-03-07")))
        << "also when the line that seals is not there any more";
    EXPECT_THAT(done({"audit", "export", "--from", "2000-01-01", "--to", "2099-01-01"}),
                AllOf(HasSubstr("patient.opened_for_claim"), HasSubstr(id)));
}

TEST_F(SealedByCommand, IsNotKeptWithoutTheLine) {
    EXPECT_THAT(refusal(words(erased("voordeur.toml"))), StartsWith("Nothing is sealed about that:"));
}

TEST_F(SealedByCommand, IsRefusedWithASentence) {
    auto const id = erased("sealing.toml");
    EXPECT_EQ(refusal(words(id, {"--reason", "curious"})),
              "--reason must be request or claim, not \"curious\".\n");
    EXPECT_EQ(refusal(words(id, {"--reason", "claim", "--customer-number", "123 456 7897"})),
              "Give --id or --customer-number, one of the two.\n");
    EXPECT_EQ(run_apart({"patient", "sealing-key", "--out", file("other-key")}).status, 0);
    EXPECT_EQ(
        refusal({"patient", "open-sealed", "--id", id, "--reason", "claim", "--key", file("other-key")}),
        "It was sealed for another key than --key.\n");
    EXPECT_EQ(refusal({"patient", "open-sealed", "--id", id, "--reason", "claim", "--key", file("nowhere")}),
              "The opening key nowhere is missing.\n");
    auto const again = run_apart({"patient", "sealing-key", "--out", file("other-key")});
    EXPECT_EQ(again.status, 2);
    EXPECT_THAT(again.err, HasSubstr("is there already, and a key is never overwritten."));
}

TEST(SealedPersonsKey, IsRefusedWithASentence) {
    ConfigTestFolder folder;
    EXPECT_EQ(folder.complaint("[policy]\nsealed_persons_key = 'abc'"),
              "voordeur.toml: policy.sealed_persons_key must be the line that voordeur patient sealing-key "
              "printed.");
    EXPECT_EQ(folder.complaint("[policy]\nsealed_persons_key = '" + std::string(64, 'a') + "'"), "accepted");
    EXPECT_NE(folder.complaint("[policy]\naudit_log_months = 59"), "accepted") << "the law's five years";
    EXPECT_NE(folder.complaint("[policy]\naudit_log_months = 241"), "accepted");
    EXPECT_EQ(folder.complaint("[policy]\naudit_log_months = 84"), "accepted");
}

}  // namespace
}  // namespace voordeur
