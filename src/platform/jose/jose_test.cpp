// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "crypto/encoding.hpp"
#include "jose/jwk.hpp"
#include "jose/jws.hpp"

namespace voordeur {
namespace {

using nlohmann::json;

std::string decoded(std::string const& text) {
    return from_base64url(text).value();
}

// RFC 7638 section 3.1.
TEST(Jwk, HasTheThumbprintOfItsStandard) {
    RsaKey const key{decoded("0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR"
                             "1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs"
                             "tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_"
                             "FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91"
                             "CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_"
                             "xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"),
                     decoded("AQAB")};
    EXPECT_EQ(thumbprint_of(key), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

TEST(Jws, IsSignedByTheKeyThatItNames) {
    for (auto const algorithm : {SigningAlgorithm::rs256, SigningAlgorithm::es256}) {
        auto const signer = signer_of(make_private_key(algorithm));
        auto const key = signer->public_key();
        ASSERT_TRUE(is_valid_key(key)) << name_of(algorithm);
        auto const token = sign_claims({thumbprint_of(key), algorithm, *signer}, "JWT", {{"sub", "wie"}});
        auto const first = token.find('.'), second = token.rfind('.');
        auto const header = json::parse(decoded(token.substr(0, first)));
        EXPECT_EQ(header.at("alg"), name_of(algorithm));
        EXPECT_EQ(header.at("kid"), thumbprint_of(key));
        EXPECT_EQ(json::parse(decoded(token.substr(first + 1, second - first - 1))).at("sub"), "wie");
        auto const signature = decoded(token.substr(second + 1));
        EXPECT_EQ(signature.size(), algorithm == SigningAlgorithm::es256 ? 64U : 256U);
        if (algorithm == SigningAlgorithm::rs256) {
            EXPECT_TRUE(is_signed_by(key, token.substr(0, second), signature));
            EXPECT_FALSE(is_signed_by(key, token.substr(0, second) + "x", signature));
        }
    }
}

TEST(Jwk, ShowsNothingPrivate) {
    for (auto const algorithm : {SigningAlgorithm::rs256, SigningAlgorithm::es256}) {
        auto const jwk = jwk_of(signer_of(make_private_key(algorithm))->public_key(), algorithm);
        for (auto const* part : {"d", "p", "q", "dp", "dq", "qi", "k"})
            EXPECT_FALSE(jwk.contains(part)) << part;
        EXPECT_EQ(jwk.at("use"), "sig");
    }
}

TEST(SigningKey, IsReadFromWhatWasKept) {
    auto const key = make_private_key(SigningAlgorithm::es256);
    PrivateKey const kept(key.reveal());
    EXPECT_EQ(thumbprint_of(signer_of(kept)->public_key()), thumbprint_of(signer_of(key)->public_key()));
    EXPECT_THROW(signer_of(PrivateKey("no key")), std::runtime_error);
}

}  // namespace
}  // namespace voordeur
