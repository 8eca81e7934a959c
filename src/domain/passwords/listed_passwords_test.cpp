// SPDX-License-Identifier: EUPL-1.2
#include "passwords/listed_passwords.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "passwords/common_passwords.hpp"
#include "passwords/password_rules.hpp"

namespace voordeur {
namespace {

TEST(ListedPasswords, AreDutchWordsAndCommonPasswords) {
    EXPECT_GT(listed_password_count(), 200'000U);
    for (auto const* password : {"aansprakelijkheid", "ziekenhuisbed", "Verjaardagstaart", "qwertyuiop",
                                 "basketball", "geboorte-datum"})
        EXPECT_TRUE(is_listed_password(guessable_letters(password))) << password;
}

TEST(ListedPasswords, AreHardlyEverTakenForAnother) {
    SystemRandom random;
    int taken = 0;
    for (int i = 0; i < 100'000; ++i)
        taken += is_listed_password(random.text("abcdefghijklmnopqrstuvwxyz0123456789", 12)) ? 1 : 0;
    EXPECT_LT(taken, 40);  // about 6 are to be expected
}

TEST(ListedPasswords, MayNotBeChosenDressedUpEither) {
    for (auto const* password : {"aansprakelijkheid", "Aansprakelijkheid!", "Ziekenhuisbed2024",
                                 "1verjaardagstaart", "Geboorte Datum 1"})
        EXPECT_EQ(refused_password(Password::from_typed(password).value(), {}), PasswordRefusal::common)
            << password;
    EXPECT_FALSE(refused_password(Password::from_typed("ziekenhuisbed wolk 3 fietsen").value(), {}));
}

}  // namespace
}  // namespace voordeur
