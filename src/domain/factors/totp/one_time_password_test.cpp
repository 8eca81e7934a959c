// SPDX-License-Identifier: EUPL-1.2
#include "factors/totp/one_time_password.hpp"

#include <gtest/gtest.h>

#include "crypto/encoding.hpp"
#include "crypto/sha1.hpp"

namespace voordeur {
namespace {

TotpSecret const of_the_rfcs("12345678901234567890");

// RFC 2202 section 3.
TEST(HmacSha1, IsThatOfTheStandard) {
    EXPECT_EQ(to_hex(hmac_sha1(std::string(20, '\x0b'), "Hi There")),
              "b617318655057264e28bc0b6fb378c8ef146be00");
    EXPECT_EQ(to_hex(hmac_sha1("Jefe", "what do ya want for nothing?")),
              "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    EXPECT_EQ(
        to_hex(hmac_sha1(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
        "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

// RFC 4226 appendix D.
TEST(OneTimePassword, IsThatOfTheStandard) {
    constexpr std::string_view codes[] = {"755224", "287082", "359152", "969429", "338314",
                                          "254676", "287922", "162583", "399871", "520489"};
    for (std::uint64_t counter = 0; counter < std::size(codes); ++counter)
        EXPECT_EQ(one_time_password(of_the_rfcs, counter), codes[counter]);
}

// RFC 6238 appendix B: the last six of its eight digits.
TEST(OneTimePassword, OfATimeIsThatOfTheStandard) {
    struct Case {
        std::uint64_t seconds;
        std::string_view code;
    };
    for (auto const& [seconds, code] :
         {Case{59, "287082"}, Case{1111111109, "081804"}, Case{1111111111, "050471"},
          Case{1234567890, "005924"}, Case{2000000000, "279037"}, Case{20000000000, "353130"}})
        EXPECT_EQ(one_time_password(of_the_rfcs, seconds / 30), code) << seconds;
}

TEST(OneTimePassword, HasASecretOf160BitsThatDiffers) {
    SystemRandom random;
    auto const secret = new_totp_secret(random);
    EXPECT_EQ(secret.reveal().size(), 20u);
    EXPECT_NE(secret.reveal(), new_totp_secret(random).reveal());
    EXPECT_EQ(grouped_base32(of_the_rfcs), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
}

TEST(OneTimePassword, IsSetUpUnderThePracticeAndTheCustomerNumber) {
    EXPECT_EQ(otpauth_rest(of_the_rfcs, {"Praktijk De Linde", "1234567890"}),
              "Praktijk%20De%20Linde:1234567890?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
              "&issuer=Praktijk%20De%20Linde&algorithm=SHA1&digits=6&period=30");
    // Nothing of a name ends or adds a part of the address.
    EXPECT_TRUE(otpauth_rest(of_the_rfcs, {"A:B&secret=C?#%Ç", "1"})
                    .starts_with("A%20B%26secret%3DC%3F%23%25%C3%87:1?secret=GEZD"));
}

}  // namespace
}  // namespace voordeur
