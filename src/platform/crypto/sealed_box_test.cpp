// SPDX-License-Identifier: EUPL-1.2
#include "crypto/sealed_box.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace voordeur {
namespace {

class SealedBox : public testing::Test {
  protected:
    ~SealedBox() override { std::filesystem::remove(file_); }

    SystemRandom random_;
    OpeningKey const key_ = OpeningKey::generate(random_);
    std::filesystem::path const file_ =
        std::filesystem::temp_directory_path() / ("opening-key-" + std::to_string(getpid()));
};

TEST_F(SealedBox, IsOpenedByTheOtherHalf) {
    auto const sealing = SealingKey::parse(key_.sealing_key().text());
    ASSERT_TRUE(sealing);
    for (std::string const plain : {"", "Şeyma", "a longer text with\na line"}) {
        EXPECT_NE(sealing->seal(plain), sealing->seal(plain));
        EXPECT_EQ(key_.open(sealing->seal(plain)), plain);
    }
}

TEST_F(SealedBox, IsOpenedByNoOther) {
    auto const sealed = key_.sealing_key().seal("Şeyma");
    EXPECT_FALSE(OpeningKey::generate(random_).open(sealed));
    for (auto const* other : {"", "x", "____", "AAAA"}) EXPECT_FALSE(key_.open(other)) << other;
    for (std::size_t at = 0; at + 1 < sealed.size(); ++at) {
        auto changed = sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(key_.open(changed)) << at;
    }
}

TEST_F(SealedBox, KeysAreReadAsTheyWereWritten) {
    EXPECT_TRUE(key_.save(file_));
    EXPECT_FALSE(key_.save(file_)) << "never overwrites";
    EXPECT_EQ(OpeningKey::load(file_).open(key_.sealing_key().seal("Şeyma")), "Şeyma");
    chmod(file_.c_str(), 0644);
    EXPECT_THROW(OpeningKey::load(file_), std::runtime_error);
    for (auto const* text : {"", "voordeur opening key 1\n", "voordeur opening key 1\nAAAA\n", "AAAA\n"}) {
        std::ofstream(file_) << text;
        chmod(file_.c_str(), 0600);
        EXPECT_THROW(OpeningKey::load(file_), std::runtime_error) << text;
    }
}

TEST(SealingKey, IsSixtyFourDigits) {
    for (auto const* text : {"", "00", "zz"}) EXPECT_FALSE(SealingKey::parse(text));
    EXPECT_FALSE(SealingKey::parse(std::string(64, 'G')));
    EXPECT_FALSE(SealingKey::parse(std::string(66, '0')));
}

}  // namespace
}  // namespace voordeur
