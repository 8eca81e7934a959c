// SPDX-License-Identifier: EUPL-1.2
#include "values/gsm_text.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(GsmText, KeepsTheLettersOfAnSms) {
    for (auto const* text : {"Één café, ñ ü å Ø ß § Ω", "€ [1] {x} ~ ^ | \\", "123456\n\n@x.example #123456"})
        EXPECT_EQ(gsm_text(text), text);
}

TEST(GsmText, FindsTheNearestLetters) {
    for (auto const& [text, nearest] : {
             std::pair{"Huisarts Yıldız", "Huisarts Yildiz"},
             {"Łukasz Wałęsa", "Lukasz Walesa"},
             {"Ĳsselmonde, Ĳ en ĳ", "IJsselmonde, IJ en ij"},
             {"Sacré-Cœur Œ", "Sacré-Coeur OE"},
             {"Đorđe Ćosić, Đặng", "Dorde Cosic, Dang"},
             {"Sint‑Jan – en — zo…", "Sint-Jan - en - zo..."},
             {"d’Or ‘x’ “y” „z”", "d'Or 'x' \"y\" \"z\""},
             {"Þór Guðmundsson", "Thor Gudmundsson"},
             {"Şeyma Ğ. Ő ű ș ț ã õ â", "Seyma G. O u s t a o a"},
             {"e\u0301e\u0328", "ée"},  // accents that stand apart
             {"ﬁets №5 ½ ™", "fiets No5 1/2 TM"},
             {"a\u00a0b\u202fc\u00add\u200be", "a b cde"},
             {"\"Zorg 🏥\"", "\"Zorg ?\""},
             {"医", "?"},
         })
        EXPECT_EQ(gsm_text(text), nearest);
}

TEST(GsmText, CountsPlaces) {
    EXPECT_EQ(gsm_length("é€["), 5U);
}

TEST(SmsSender, IsThePracticeCutAtAWord) {
    for (auto const& [name, sender] : {
             std::pair{"De Linde", "De Linde"},
             {"Praktijk De Linde", "Praktijk De"},
             {"Tandarts Jansen", "Tandarts"},
             {"Huisartsenpraktijk De Linde", "De Linde"},
             {"Gezondheidscentrum", "Gezondheids"},
             {"Gezondheidscentrum Verloskundigenpraktijk", "Verloskundi"},
             {"Dé Lïndë Śmiły", "De Linde"},
             {"  Zorg &  zo ", "Zorg & zo"},
             {"Zorg 🏥 \"hier\"", "Zorg hier"},
             {"Elf letters", "Elf letters"},
             {"医", ""},
         })
        EXPECT_EQ(sms_sender_from(name), sender);
}

TEST(SmsSender, IsWhatNetworksTake) {
    for (auto const* sender : {"CGM LIFE", "De Linde", "Elf letters", "A-1", "31612345678", "+31612345678",
                               "123456789012345", "1234"})
        EXPECT_TRUE(is_sms_sender(sender)) << sender;
    for (auto const* sender : {"", " ", "A", "Huisarts De Linden.", "12345678901234567", "1234567890123456",
                               "+", "12", "Dé Linde", "Linde\n", "Linde_x", " Linde", "Linde "})
        EXPECT_FALSE(is_sms_sender(sender)) << sender;
}

}  // namespace
}  // namespace voordeur
