// SPDX-License-Identifier: EUPL-1.2
// The test vectors of W3C WebAuthn Level 3, under the two policies that there are: with and without asking
// who it is.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "crypto/encoding.hpp"
#include "factors/passkeys/verify_passkey.hpp"

namespace voordeur {
namespace {

struct Expected {
    std::string made, made_by_verified, answered, answered_by_verified;
};
constexpr auto accepted = "accepted";
constexpr auto not_verified = "user_not_verified";
constexpr auto not_asked = "algorithm_not_asked";
constexpr auto certified = "statement_refused";
constexpr auto other_format = "format_refused";

std::map<std::string, Expected> const expected{
    {"none-es256", {accepted, not_verified, accepted, not_verified}},
    {"packed-self-es256", {accepted, accepted, accepted, not_verified}},
    {"none-es256-crossOrigin", {"cross_origin", "cross_origin", "cross_origin", "cross_origin"}},
    {"none-es256-topOrigin", {"cross_origin", "cross_origin", "cross_origin", "cross_origin"}},
    {"none-es256-long-credential-id", {accepted, not_verified, accepted, accepted}},
    {"packed-es256", {certified, certified, accepted, accepted}},
    {"packed-es384", {not_asked, not_verified, not_asked, not_asked}},
    {"packed-es512", {not_asked, not_asked, not_asked, not_verified}},
    {"packed-rs256", {certified, certified, accepted, not_verified}},
    {"packed-eddsa", {certified, not_verified, accepted, not_verified}},
    {"packed-ed448", {not_asked, not_verified, not_asked, not_asked}},
    {"tpm-es256", {other_format, other_format, accepted, accepted}},
    {"android-key-es256", {other_format, other_format, accepted, not_verified}},
    {"apple-es256", {other_format, not_verified, accepted, not_verified}},
    {"fido-u2f-es256", {other_format, not_verified, accepted, not_verified}},
};

std::string bytes(nlohmann::json const& hex) {
    std::string made;
    auto const& text = hex.get_ref<std::string const&>();
    for (std::size_t at = 0; at < text.size(); at += 2)
        made += static_cast<char>(std::stoul(text.substr(at, 2), nullptr, 16));
    return made;
}

template <class Right>
std::string told(std::variant<Right, PasskeyRefusal> const& outcome) {
    auto const* const refusal = std::get_if<PasskeyRefusal>(&outcome);
    return refusal == nullptr ? accepted : std::string(name_of(*refusal));
}

PasskeyTerms terms_of(nlohmann::json const& ceremony, bool must_verify_user) {
    return {bytes(ceremony["challenge"]), "https://example.org", "example.org", must_verify_user};
}

// As it stands in the attestation, whatever we think of that.
PasskeyFacts facts_of(nlohmann::json const& registration) {
    auto const attestation = bytes(registration["attestationObject"]);
    auto const data = read_authenticator_data(*Cbor::parse(attestation)->at("authData")->bytes());
    return {std::string(data->credential->id), std::string(data->credential->public_key), data->sign_count,
            data->flags};
}

TEST(W3cVectors, AreAcceptedAndRefusedAsWritten) {
    std::ifstream stream(VOORDEUR_SOURCE_DIR "/tests/support/w3c_webauthn_vectors.json");
    auto const file = nlohmann::json::parse(stream);
    ASSERT_EQ(file["vectors"].size(), expected.size());
    std::string const handle = "handle";
    for (auto const& vector : file["vectors"]) {
        auto const name = vector["name"].get<std::string>();
        auto const& [made, made_by_verified, answered, answered_by_verified] = expected.at(name);
        auto const &registration = vector["registration"], &authentication = vector["authentication"];
        auto const id = bytes(registration["credential_id"]);
        auto const make = [&](bool must_verify_user) {
            return told(verify_made_passkey({to_base64url(id), id, bytes(registration["clientDataJSON"]),
                                             bytes(registration["attestationObject"])},
                                            terms_of(registration, must_verify_user)));
        };
        EXPECT_EQ(make(false), made) << name;
        EXPECT_EQ(make(true), made_by_verified) << name;
        auto const facts = facts_of(registration);
        PasskeyAnswer const answer{to_base64url(id), id, bytes(authentication["clientDataJSON"]),
                                   bytes(authentication["authenticatorData"]),
                                   bytes(authentication["signature"])};
        auto const ask = [&](bool must_verify_user) {
            return told(
                verify_assertion(answer, {facts, handle}, terms_of(authentication, must_verify_user)));
        };
        EXPECT_EQ(ask(false), answered) << name;
        EXPECT_EQ(ask(true), answered_by_verified) << name;
    }
}

}  // namespace
}  // namespace voordeur
