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

// RFC 7515 appendix A.3.
TEST(Jws, OfItsStandardHolds) {
    P256Key const key{decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                      decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")};
    std::string const text =
        "eyJhbGciOiJFUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    auto const jws = read_jws(text);
    ASSERT_TRUE(jws);
    EXPECT_EQ(jws->claims.at("iss"), "joe");
    EXPECT_TRUE(is_signed_by(*jws, SigningAlgorithm::es256, key));
    EXPECT_FALSE(is_signed_by(*jws, SigningAlgorithm::rs256, key));
    auto other = *jws;
    other.signed_part += "x";
    EXPECT_FALSE(is_signed_by(other, SigningAlgorithm::es256, key));
    for (std::size_t const length : {0U, 1U, 32U, 63U, 65U, 128U}) {
        other = *jws;
        other.signature.resize(length, '\1');
        EXPECT_FALSE(is_signed_by(other, SigningAlgorithm::es256, key)) << length;
    }
    other = *jws;
    other.signature.assign(64, '\0');
    EXPECT_FALSE(is_signed_by(other, SigningAlgorithm::es256, key)) << "CVE-2022-21449";
}

// Both numbers of a signature come short now and then, and above the sign.
TEST(Jws, WhatIsSignedIsTaken) {
    for (auto const algorithm : {SigningAlgorithm::rs256, SigningAlgorithm::es256}) {
        auto const signer = signer_of(make_private_key(algorithm));
        auto const key = signer->public_key();
        auto const times = algorithm == SigningAlgorithm::es256 ? 600 : 3;
        for (int i = 0; i < times; ++i) {
            auto const jws = read_jws(sign_claims({"k", algorithm, *signer}, "JWT", {{"n", i}}));
            ASSERT_TRUE(jws);
            ASSERT_TRUE(is_signed_by(*jws, algorithm, key)) << i;
        }
    }
}

TEST(Jws, WhatIsNoneIsNotRead) {
    auto const of = [](std::string const& header, std::string const& claims) {
        return to_base64url(header) + "." + to_base64url(claims) + "." + to_base64url("s");
    };
    EXPECT_TRUE(read_jws(of(R"({"alg":"ES256"})", R"({"a":1})")));
    for (auto const& text : {
             std::string(),
             std::string("."),
             std::string(".."),
             std::string("a.b"),
             of(R"({"alg":"ES256"})", R"([1])"),
             of(R"("ES256")", R"({})"),
             of(R"({"alg":"ES256",})", R"({})"),
             of(R"({"alg":"ES256","alg":"none"})", R"({})"),
             of(R"({"alg":"ES256"})", R"({"a":1,"a":2})"),
             of(R"({"alg":"ES256"})", R"({"a":{"b":1,"b":2}})"),
             of(R"({"alg":"ES256","crit":[]})", "{}"),
             of(R"({"alg":"ES256","jwk":{}})", "{}"),
             of(R"({"alg":"ES256","jku":"https://a.example"})", "{}"),
             of(R"({"alg":"ES256","x5c":[]})", "{}"),
             of(R"({"alg":"ES256","b64":false})", "{}"),
             of(R"({"alg":"ES256"})", R"({"a":[[[[[[[[[1]]]]]]]]]})"),
             of(R"({"alg":"ES256"})", "{\"a\":\"" + std::string(17000, 'a') + "\"}"),
             of(R"({"alg":"ES256"})", "{}") + "=",
             of(R"({"alg":"ES256"})", "{}") + ".x",
             of(R"({"alg":"ES256"})", "{}") + " ",
             to_base64url(R"({"alg":"none"})") + "." + to_base64url("{}") + ".",
         })
        EXPECT_FALSE(read_jws(text)) << text.substr(0, 80);
    P256Key const key{std::string(32, 'x'), std::string(32, 'y')};
    for (auto const* header : {R"({"alg":"none"})", R"({})", R"({"alg":["ES256"]})", R"({"alg":"HS256"})"})
        EXPECT_FALSE(is_signed_by(read_jws(of(header, "{}")).value(), SigningAlgorithm::es256, key));
}

TEST(KeySet, HasPublicKeysThatAreValid) {
    auto const ec =
        jwk_of(signer_of(make_private_key(SigningAlgorithm::es256))->public_key(), SigningAlgorithm::es256);
    auto const rsa =
        jwk_of(signer_of(make_private_key(SigningAlgorithm::rs256))->public_key(), SigningAlgorithm::rs256);
    auto const with = [](nlohmann::ordered_json jwk, char const* name, nlohmann::ordered_json const& value) {
        jwk[name] = value;
        return jwk;
    };
    auto const read = [](std::vector<nlohmann::ordered_json> const& keys) {
        return read_key_set(nlohmann::ordered_json{{"keys", keys}}.dump());
    };
    auto const both = read({ec, rsa});
    ASSERT_TRUE(both && both->size() == 2);
    EXPECT_EQ((*both)[0].kid, ec.at("kid").get<std::string>());
    EXPECT_EQ((*both)[1].algorithm, SigningAlgorithm::rs256);
    EXPECT_EQ(read({ec, with(rsa, "use", "enc")})->size(), 1U) << "for another use";
    for (auto const& wrong : {
             with(ec, "d", "AA"),
             with(rsa, "p", "AA"),
             with(ec, "kid", ""),
             with(ec, "kid", 1),
             with(ec, "x", "AA"),
             with(ec, "crv", "P-384"),
             with(ec, "kty", "oct"),
             with(ec, "alg", "RS256"),
             with(rsa, "alg", "PS256"),
             with(rsa, "n", "AQAB"),
             with(ec, "y", ec.at("x")),
         })
        EXPECT_FALSE(read({wrong})) << wrong;
    EXPECT_FALSE(read({ec, ec})) << "two of one name";
    EXPECT_FALSE(read({}));
    std::vector<nlohmann::ordered_json> many;
    for (int i = 0; i < 11; ++i) many.push_back(with(ec, "kid", std::to_string(i)));
    EXPECT_FALSE(read(many));
    many.pop_back();
    EXPECT_EQ(read(many)->size(), 10U);
    for (auto const* text : {"", "{}", "[]", R"({"keys":{}})", R"({"keys":[1]})", R"({"keys":[],"keys":[]})"})
        EXPECT_FALSE(read_key_set(text)) << text;
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
