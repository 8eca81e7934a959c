// SPDX-License-Identifier: EUPL-1.2
#include "crypto/argon2.hpp"

#include <argon2.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "crypto/encoding.hpp"
#include "crypto/hash_memory.hpp"

namespace voordeur {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Each that this processor can run; the portable one always.
std::vector<Argon2Build> builds_here() {
    std::vector<Argon2Build> builds{Argon2Build::portable};
    auto const features = processor_features();
    if (features.avx2) builds.push_back(Argon2Build::avx2);
    if (features.avx512f) builds.push_back(Argon2Build::avx512);
    return builds;
}

struct Input {
    Bytes password, salt, secret, associated_data;
    std::uint32_t memory_kib, passes, lanes;
    std::size_t tag_bytes;
};

argon2_context context_of(Input& input, Bytes& tag) {
    argon2_context context{};
    auto const put = [](Bytes& bytes, std::uint8_t*& start, std::uint32_t& length) {
        start = bytes.data();
        length = static_cast<std::uint32_t>(bytes.size());
    };
    put(tag, context.out, context.outlen);
    put(input.password, context.pwd, context.pwdlen);
    put(input.salt, context.salt, context.saltlen);
    put(input.secret, context.secret, context.secretlen);
    put(input.associated_data, context.ad, context.adlen);
    context.m_cost = input.memory_kib;
    context.t_cost = input.passes;
    context.lanes = context.threads = input.lanes;
    context.version = ARGON2_VERSION_13;
    return context;
}

std::string hex(Bytes const& bytes) {
    return to_hex({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
}

std::string tag_by(Argon2Build build, Input input, HashMemory const& memory) {
    Bytes tag(input.tag_bytes);
    auto context = context_of(input, tag);
    argon2id(context, build, memory.bytes());
    return hex(tag);
}

std::string tag_by_libsodium(Input const& input) {
    Bytes tag(input.tag_bytes);
    // No address of nothing: an empty password has one too.
    std::string const password(input.password.begin(), input.password.end());
    EXPECT_EQ(crypto_pwhash(tag.data(), tag.size(), password.data(), password.size(), input.salt.data(),
                            input.passes, std::size_t{input.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13),
              0);
    return hex(tag);
}

class RandomInputs {
  public:
    Input next() {
        return {.password = bytes(number(0, 140)),
                .salt = bytes(crypto_pwhash_SALTBYTES),
                .secret = {},
                .associated_data = {},
                .memory_kib = number(8, 32),
                .passes = number(1, 2),
                .lanes = 1,
                .tag_bytes = number(16, 70)};
    }

  private:
    std::uint32_t number(std::uint32_t least, std::uint32_t most) {
        return std::uniform_int_distribution<std::uint32_t>(least, most)(engine_);
    }
    Bytes bytes(std::size_t size) {
        Bytes bytes(size);
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
        return bytes;
    }

    std::mt19937 engine_{9106};
};

TEST(Argon2, TheFastestBuildThatTheProcessorCanRunIsChosen) {
    struct Case {
        ProcessorFeatures features;
        Argon2Build fastest;
    };
    for (auto const& [features, fastest] : {Case{{.avx2 = false, .avx512f = false}, Argon2Build::portable},
                                            Case{{.avx2 = true, .avx512f = false}, Argon2Build::avx2},
                                            Case{{.avx2 = true, .avx512f = true}, Argon2Build::avx512},
                                            Case{{.avx2 = false, .avx512f = true}, Argon2Build::avx512}})
        EXPECT_EQ(fastest_build(features), fastest) << features.avx2 << features.avx512f;
    EXPECT_EQ(name_of(Argon2Build::portable), "portable");
    EXPECT_EQ(name_of(Argon2Build::avx2), "avx2");
    EXPECT_EQ(name_of(Argon2Build::avx512), "avx512");
}

// RFC 9106, section 5.3.
TEST(Argon2, EachBuildKnowsTheVectorOfTheStandard) {
    HashMemory const memory(32 * 1024);
    for (auto const build : builds_here())
        EXPECT_EQ(tag_by(build,
                         {.password = Bytes(32, 1),
                          .salt = Bytes(16, 2),
                          .secret = Bytes(8, 3),
                          .associated_data = Bytes(12, 4),
                          .memory_kib = 32,
                          .passes = 3,
                          .lanes = 4,
                          .tag_bytes = 32},
                         memory),
                  "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
            << name_of(build);
}

TEST(Argon2, EachBuildHashesTenThousandRandomInputsAsLibsodiumDoes) {
    RandomInputs inputs;
    HashMemory const memory(32 * 1024);
    for (int i = 0; i < 10'000; ++i) {
        auto const input = inputs.next();
        auto const expected = tag_by_libsodium(input);
        for (auto const build : builds_here())
            ASSERT_EQ(tag_by(build, input, memory), expected) << name_of(build) << ", input " << i;
    }
}

TEST(Argon2, RefusesWhatTheStandardForbidsAndTooLittleMemory) {
    auto const good = RandomInputs().next();
    auto no_pass = good, little = good, short_salt = good, large = good;
    no_pass.passes = 0;
    little.memory_kib = 7;
    short_salt.salt.resize(7);
    large.memory_kib = 2 * 1024 + 4;
    HashMemory const memory(2 * 1024 * 1024);
    tag_by(Argon2Build::portable, good, memory);
    for (auto const& input : {no_pass, little, short_salt, large})
        EXPECT_THROW(tag_by(Argon2Build::portable, input, memory), std::invalid_argument);
}

}  // namespace
}  // namespace voordeur
