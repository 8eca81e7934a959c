// SPDX-License-Identifier: EUPL-1.2
// The commands `client` and `keys`.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "crypto/signing_key.hpp"
#include "jose/jwk.hpp"
#include "support/operator_commands.hpp"

namespace voordeur {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ClientByCommand : public OperatorCommands {
  protected:
    ClientByCommand() { install(); }

    static std::vector<std::string> add(std::vector<std::string> const& more = {},
                                        std::string const& redirect = "https://recept.example/terug",
                                        std::string const& practice = "de-linde") {
        std::vector<std::string> words{"client",     "add",      "--client",   "recept",
                                       "--name",     "Recepten", "--redirect", redirect,
                                       "--practice", practice,   "--start",    "https://recept.example/"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    std::string secret_in(std::string const& printed) {
        std::smatch found;
        return std::regex_search(printed, found, std::regex("client_secret  ([\\w-]{43})\n")) ? found[1].str()
                                                                                              : "";
    }
};

TEST_F(ClientByCommand, IsAddedChangedAndRemoved) {
    auto const first = done(add());
    EXPECT_THAT(first,
                AllOf(StartsWith("Recepten is added.\n"), HasSubstr("issuer         http://127.0.0.1:8080\n"),
                      HasSubstr("client_id      recept\n")));
    EXPECT_NE(secret_in(first), "");
    EXPECT_THAT(done({"client", "list"}), AllOf(HasSubstr("recept"), Not(HasSubstr(secret_in(first)))));
    EXPECT_EQ(
        done({"client", "change", "--client", "recept", "--name", "Pillen", "--scopes", "email profile"}),
        "Pillen is changed.\n");
    EXPECT_THAT(done({"client", "list", "--json"}),
                AllOf(HasSubstr("\"name\":\"Pillen\""), HasSubstr("\"start\":\"https://recept.example/\"")));
    auto const second = secret_in(done({"client", "secret", "--client", "recept"}));
    EXPECT_NE(second, secret_in(first));
    EXPECT_THAT(done({"client", "remove", "--client", "recept"}), StartsWith("Pillen is removed"));
    EXPECT_THAT(done({"client", "list"}), StartsWith("There is no client yet"));
    EXPECT_THAT(refusal({"client", "remove", "--client", "recept"}), StartsWith("There is no client recept"));
    EXPECT_THAT(refusal(add()), StartsWith("There is, or was, a client recept"));
    auto const log = done({"audit", "export", "--from", "2000-01-01", "--to", "2099-01-01"});
    for (auto const* type : {"client.added", "client.changed", "client.removed"})
        EXPECT_THAT(log, HasSubstr(type));
    EXPECT_THAT(log, Not(HasSubstr(second)));
}

TEST_F(ClientByCommand, IsRefusedWithASentence) {
    EXPECT_THAT(refusal(add({"--scopes", "bsn"})), StartsWith("--scopes must be"));
    EXPECT_THAT(refusal(add({"--signed-with", "none"})), StartsWith("--signed-with must be"));
    EXPECT_THAT(refusal(add({"--public", "--without-pkce"})), StartsWith("A public client has PKCE"));
    for (auto const* address : {"http://recept.example/terug", "https://recept.example/terug#deel",
                                "https://*.example/terug", "recept.example/terug", "javascript:alert(1)",
                                "https://jan@recept.example/", "http://localhost/terug"})
        EXPECT_THAT(refusal(add({}, address)), HasSubstr("--redirect")) << address;
    EXPECT_THAT(refusal(add({}, "https://recept.example/terug", "de-eik")), HasSubstr("de-eik"));
    EXPECT_THAT(done({"client", "list"}), StartsWith("There is no client yet")) << "nothing half done";
}

TEST_F(ClientByCommand, ItMaySignInThePlaceOfASecret) {
    auto const keys_file = file("keys.json");
    auto const write = [&](std::string const& text) { folder_.write("keys.json", text); };
    auto const jwk =
        jwk_of(signer_of(make_private_key(SigningAlgorithm::es256))->public_key(), SigningAlgorithm::es256);
    std::vector<std::string> const by_keys{"--jwks-file", keys_file};
    EXPECT_THAT(refusal(add(by_keys)), HasSubstr("cannot be read"));
    auto private_one = jwk;
    private_one["d"] = "AA";
    for (auto const& keys : {nlohmann::ordered_json::array(), nlohmann::ordered_json::array({private_one}),
                             nlohmann::ordered_json::array({jwk, jwk})}) {
        write(nlohmann::ordered_json{{"keys", keys}}.dump());
        EXPECT_THAT(refusal(add(by_keys)), StartsWith("--jwks-file must be a JSON Web Key Set")) << keys;
    }
    write(nlohmann::ordered_json{{"keys", {jwk}}}.dump());
    EXPECT_THAT(refusal(add({"--public", "--jwks-file", keys_file})),
                StartsWith("A public client has no keys"));
    auto const added = done(add(by_keys));
    EXPECT_THAT(added, HasSubstr("private_key_jwt"));
    EXPECT_EQ(secret_in(added), "");
    EXPECT_THAT(done({"client", "list"}), HasSubstr("with keys"));
    EXPECT_NE(secret_in(done({"client", "secret", "--client", "recept"})), "") << "in their place";
    EXPECT_THAT(done({"client", "list"}), HasSubstr("with a secret"));
    done({"client", "change", "--client", "recept", "--jwks-file", keys_file});
    EXPECT_THAT(done({"client", "list", "--json"}), HasSubstr("\"keys\":true"));
}

TEST_F(ClientByCommand, KeysAreShownAndRenewed) {
    EXPECT_THAT(done({"keys", "list"}), StartsWith("There is no key yet"));
    EXPECT_THAT(done({"keys", "rotate"}), StartsWith("Nothing was made"));
    done(add({"--public"}));
    auto const first = done({"keys", "list"});
    EXPECT_THAT(first, AllOf(HasSubstr("RS256"), HasSubstr("ES256"), HasSubstr("signs\n")));
    EXPECT_THAT(done({"keys", "rotate"}), StartsWith("2 keys are made and published. They sign from "));
    EXPECT_THAT(done({"keys", "list"}), AllOf(HasSubstr("signs from "), HasSubstr("is shown until ")));
    EXPECT_THAT(done({"keys", "rotate"}), StartsWith("Nothing was made"));
    EXPECT_THAT(done({"audit", "export", "--from", "2000-01-01", "--to", "2099-01-01"}),
                HasSubstr("signing_keys.rotated"));
}

}  // namespace
}  // namespace voordeur
