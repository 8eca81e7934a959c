// SPDX-License-Identifier: EUPL-1.2
#include "information/document.hpp"

#include <gtest/gtest.h>

#include "information/way_back.hpp"

namespace voordeur {
namespace {

TEST(Document, IsCalledByItsFirstHeading) {
    EXPECT_EQ(first_heading("# Privacyverklaring\n\nTekst\n"), "Privacyverklaring");
    EXPECT_EQ(first_heading("Vooraf\n\n## Klein\n# Groot #\n"), "Groot");
    EXPECT_EQ(first_heading("# Windows\r\n"), "Windows");
    EXPECT_EQ(first_heading("# A"), "A");
    EXPECT_EQ(first_heading("# \n# B"), "B");
    EXPECT_EQ(first_heading("## Klein\n#Geen kop\n"), std::nullopt);
    EXPECT_EQ(first_heading(""), std::nullopt);
}

TEST(Document, LeadsBackToStep3OfOurOwnOnly) {
    constexpr std::string_view site = "https://mijn.delinde.example";
    auto const back = [&](std::string_view path) {
        return step_3_path(std::string(site) + std::string(path), site);
    };
    EXPECT_EQ(back("/u/aB3-_x/documenten"), "/u/aB3-_x/documenten");
    EXPECT_EQ(back("/b/aB3/documenten"), "/b/aB3/documenten");
    EXPECT_EQ(back("/b/aB3/documenten?taal=en"), "/b/aB3/documenten");
    for (auto const path :
         {"", "/", "/inloggen", "/u/aB3", "/u//documenten", "/u/documenten", "/u/a/b/documenten",
          "/u/a%22b/documenten", "/u/aB3/documenten/", "/u/aB3?x=/documenten"})
        EXPECT_EQ(back(path), std::nullopt) << path;
    EXPECT_EQ(step_3_path("https://elders.example/u/aB3/documenten", site), std::nullopt);
    EXPECT_EQ(step_3_path("https://mijn.delinde.example.elders.example/u/aB3/documenten", site),
              std::nullopt);
    EXPECT_EQ(step_3_path("", site), std::nullopt);
}

}  // namespace
}  // namespace voordeur
