// SPDX-License-Identifier: EUPL-1.2
#include "practices/contact.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

Operator const with_phone{.name = "Zorg ICT", .email = "hulp@zorgict.example", .phone = "020 123 45 67"};
Operator const without_phone{.name = "Zorg ICT", .email = "hulp@zorgict.example"};

std::optional<Practice> practice(std::string phone) {
    return Practice{.id = Id<Practice>("1"),
                    .slug = "de-linde",
                    .name = "De Linde",
                    .phone = std::move(phone),
                    .email = "balie@delinde.example"};
}

Contact contact(std::string name, std::string phone) {
    return {.slug = name, .name = name, .phone = phone, .email = "balie@praktijk.example"};
}

TEST(ContactsFor, ArePracticesAndTheOperatorWhereThatHelps) {
    struct Case {
        std::vector<Contact> practices;
        Operator operated_by;
        std::vector<std::string> names;
        std::string first_to_call;
    };
    auto const linde = contact("Linde", "020 555 01 34"), beuk = contact("Beuk", "020 555 01 35");
    auto const eik = contact("Eik", ""), es = contact("Es", "");
    for (auto const& [practices, operated_by, names, first] : {
             Case{{linde}, with_phone, {"Linde"}, "Linde"},
             Case{{linde}, without_phone, {"Linde"}, "Linde"},
             Case{{eik}, with_phone, {"Eik", "Zorg ICT"}, "Zorg ICT"},
             Case{{eik}, without_phone, {"Eik"}, "Eik"},
             Case{{linde, beuk}, with_phone, {"Linde", "Beuk"}, "Linde"},
             Case{{eik, beuk}, with_phone, {"Eik", "Beuk", "Zorg ICT"}, "Beuk"},
             Case{{eik, beuk}, without_phone, {"Eik", "Beuk"}, "Beuk"},
             Case{{eik, es}, with_phone, {"Eik", "Es", "Zorg ICT"}, "Zorg ICT"},
             Case{{eik, es}, without_phone, {"Eik", "Es"}, "Eik"},
             Case{{}, with_phone, {"Zorg ICT"}, "Zorg ICT"},
             Case{{}, without_phone, {"Zorg ICT"}, "Zorg ICT"},
         }) {
        auto const contacts = contacts_for(practices, operated_by);
        std::vector<std::string> found;
        for (auto const& contact : contacts) found.push_back(contact.name);
        EXPECT_EQ(found, names);
        EXPECT_EQ(first_to_call(contacts).name, first);
    }
}

TEST(ContactFor, IsAlwaysANumberOrANameNeverAnAddress) {
    EXPECT_EQ(contact_for(practice("020 555 01 34"), with_phone).text(), "De Linde: 020 555 01 34");
    EXPECT_EQ(contact_for(practice(""), with_phone).text(), "Zorg ICT: 020 123 45 67");
    EXPECT_EQ(contact_for(practice(""), without_phone).text(), "De Linde");
    EXPECT_EQ(contact_for({}, with_phone).text(), "Zorg ICT: 020 123 45 67");
    EXPECT_EQ(contact_for({}, without_phone).text(), "Zorg ICT");
}

TEST(WaysToReach, AreThoseThatTheOperatorHas) {
    EXPECT_EQ(ways_to_reach(with_phone), "Zorg ICT, hulp@zorgict.example, 020 123 45 67");
    EXPECT_EQ(ways_to_reach({.name = "Zorg ICT", .phone = "020 123 45 67"}), "Zorg ICT, 020 123 45 67");
    EXPECT_EQ(ways_to_reach({.name = "Zorg ICT"}), "Zorg ICT");
}

}  // namespace
}  // namespace voordeur
