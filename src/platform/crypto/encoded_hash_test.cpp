// SPDX-License-Identifier: EUPL-1.2
#include "crypto/encoded_hash.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

std::string const salt = "c2FsdHNhbHRzYWx0c2FsdA";
std::string const tag = "dGFndGFndGFndGFndGFndGFndGFndGFndGFndGFndGE";
std::string const good = "$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$" + tag;

TEST(EncodedHash, ReadsWhatItWrites) {
    auto const hash = EncodedHash::parse(good);
    ASSERT_TRUE(hash);
    EXPECT_EQ(hash->cost, HashingCost());
    EXPECT_EQ(hash->salt, "saltsaltsaltsalt");
    EXPECT_EQ(hash->tag, "tagtagtagtagtagtagtagtagtagtagta");
    EXPECT_EQ(hash->text(), good);
    auto const most = "$argon2id$v=19$m=4294967295,t=4294967295,p=1$" + salt + "$" + tag;
    EXPECT_EQ(EncodedHash::parse(most)->cost, (HashingCost{4294967295, 4294967295}));
}

std::vector<std::string> malformed() {
    auto const end = "$" + salt + "$" + tag;
    std::vector<std::string> texts{"",         "$",         "$argon2id$",  good + " ",
                                   " " + good, good + good, good.substr(1)};
    for (auto const* start :
         {"$argon2i$v=19$m=19456,t=2,p=1",       "$argon2d$v=19$m=19456,t=2,p=1",
          "$argon2$v=19$m=19456,t=2,p=1",        "$Argon2id$v=19$m=19456,t=2,p=1",
          "$argon2id$m=19456,t=2,p=1",           "$argon2id$v=16$m=19456,t=2,p=1",
          "$argon2id$v=19$m=19456,t=2",          "$argon2id$v=19$m=19456,t=2,p=2",
          "$argon2id$v=19$m=19456,t=2,p=01",     "$argon2id$v=19$t=2,m=19456,p=1",
          "$argon2id$v=19$m=019456,t=2,p=1",     "$argon2id$v=19$m=+8,t=2,p=1",
          "$argon2id$v=19$m=-8,t=2,p=1",         "$argon2id$v=19$m= 8,t=2,p=1",
          "$argon2id$v=19$m=8 ,t=2,p=1",         "$argon2id$v=19$m=,t=2,p=1",
          "$argon2id$v=19$m=4294967296,t=2,p=1", "$argon2id$v=19$m=18446744073709551624,t=2,p=1",
          "$argon2id$v=19$m=8,t=0x2,p=1",        "$argon2id$v=19$m=8,t=2e1,p=1",
          "$argon2id$v=19$m=8,t=2,p=1,keyid=AA", "$argon2id$v=19$m=8,t=2,p=1$"})
        texts.push_back(start + end);
    auto const start = "$argon2id$v=19$m=19456,t=2,p=1$";
    for (auto const& [bad_salt, bad_tag] : std::vector<std::pair<std::string, std::string>>{
             {"", tag},
             {salt.substr(1), tag},
             {salt + "AA", tag},
             {salt + "==", tag},
             {salt.substr(0, 21) + "B", tag},  // bits beyond the last byte
             {salt.substr(0, 21) + "-", tag},
             {salt.substr(0, 21) + "$", tag},
             {salt, ""},
             {salt, tag.substr(1)},
             {salt, tag + "AA"},
             {salt, tag + "="},
             {salt, tag.substr(0, 42) + "F"},
             {salt, tag.substr(0, 42) + "\n"},
             {salt, std::string("\0", 1) + tag.substr(1)},
             {salt, tag + std::string("\0", 1)}})
        texts.push_back(start + bad_salt + "$" + bad_tag);
    return texts;
}

TEST(EncodedHash, RefusesWhatIsNotToTheLetterWhatItWrites) {
    for (auto const& text : malformed()) EXPECT_FALSE(EncodedHash::parse(text)) << text;
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_FALSE(EncodedHash::parse(good.substr(0, size))) << size;
}

}  // namespace
}  // namespace voordeur
