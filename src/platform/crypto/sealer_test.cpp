// SPDX-License-Identifier: EUPL-1.2
#include "crypto/sealer.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "crypto/encoding.hpp"
#include "crypto/tokens.hpp"

namespace voordeur {
namespace {

class Crypto : public testing::Test {
  protected:
    SystemRandom random_;
    KeyRing const ring_{KeyRing::generate(random_)};
    Sealer const sealer_{ring_, random_};
};

TEST_F(Crypto, ASealedValueOpensOnlyWhereItLies) {
    SealContext const here{"account", "password_hash", "1"};
    auto const sealed = sealer_.seal(here, "waarde");
    EXPECT_EQ(sealer_.open(here, sealed), "waarde");
    EXPECT_NE(sealer_.seal(here, "waarde"), sealed);
    EXPECT_FALSE(sealer_.open({"account", "password_hash", "2"}, sealed));
    EXPECT_FALSE(sealer_.open({"account", "password_has", "h1"}, sealed));
    EXPECT_FALSE(sealer_.open({"super_pin", "password_hash", "1"}, sealed));
}

TEST_F(Crypto, AChangedOrForeignValueDoesNotOpen) {
    SealContext const here{"t", "c", "1"};
    auto const sealed = sealer_.seal(here, "waarde");
    for (std::size_t i = 0; i < sealed.size(); i += 7) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(sealer_.open(here, changed)) << i;
    }
    for (auto const* text : {"", ".", "nothing", "12345678.AAAA"}) EXPECT_FALSE(sealer_.open(here, text));
    auto const other = KeyRing::generate(random_);
    EXPECT_FALSE(Sealer(other, random_).open(here, sealed));
}

TEST_F(Crypto, MacsDifferByPurpose) {
    Mac const mac(ring_);
    EXPECT_TRUE(mac.matches("form token", "x", mac.of("form token", "x")));
    EXPECT_NE(mac.of("form token", "x"), mac.of("phone", "x"));
    EXPECT_FALSE(mac.matches("form token", "x", ""));
    // What lies in a database was made by a process before.
    EXPECT_EQ(Mac(ring_).of("form token", "x"), mac.of("form token", "x"));
    EXPECT_NE(mac.of("form token", "y"), mac.of("form token", "x"));
}

TEST_F(Crypto, TheRingComesBackFromItsFileAndIsNobodyElses) {
    auto const file = std::filesystem::temp_directory_path() / ("voordeur-ring-" + to_hex(random_.bytes(8)));
    ring_.save(file);
    EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms::mask,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(KeyRing::load(file).check_value(), ring_.check_value());
    EXPECT_FALSE(KeyRing::generate(random_).save(file)) << "a ring is never overwritten";
    EXPECT_EQ(KeyRing::load(file).check_value(), ring_.check_value());
    std::filesystem::permissions(file, std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    EXPECT_THROW(KeyRing::load(file), std::runtime_error);
    std::filesystem::remove(file);
    EXPECT_THROW(KeyRing::load(file), std::runtime_error);
}

// FIPS 180-2, appendix B.1; RFC 4648, section 10.
TEST(Encoding, KnownAnswers) {
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(to_base64url("fo"), "Zm8");
    EXPECT_EQ(from_base64url("Zm9vYg"), "foob");
    EXPECT_FALSE(from_base64url("Zm9vYg=="));
    EXPECT_FALSE(same_secret("a", "ab"));
}

TEST(Tokens, AreLongEnoughAndFitALink) {
    SystemRandom random;
    EXPECT_EQ(new_link_token(random).reveal().size(), 27U);
    EXPECT_EQ(new_cookie_token(random).reveal().size(), 43U);
}

}  // namespace
}  // namespace voordeur
