// SPDX-License-Identifier: EUPL-1.2
#include "values/paper_code.hpp"

#include <gtest/gtest.h>

#include <set>

namespace voordeur {
namespace {

TEST(PaperCode, NewOnesComeBackAndDiffer) {
    SystemRandom random;
    std::set<std::string> made;
    for (int number = 0; number < 100; ++number) {
        auto const code = PaperCode::make(random);
        EXPECT_EQ(PaperCode::parse(code.grouped()).value().reveal(), code.reveal());
        made.insert(code.reveal());
    }
    EXPECT_EQ(made.size(), 100u);
}

TEST(PaperCode, IsReadAsPeopleTypeIt) {
    for (auto const* typed : {"7K3MQ9TX4H0A1", "7k3m-q9tx-4hoai", " 7K3M Q9TX 4HOAl ", "7K3M.Q9TX.4H0A1",
                              "Code: 7K3M-Q9TX-4H0A1"})
        EXPECT_EQ(PaperCode::parse(typed).value().reveal(), "7K3MQ9TX4H0A1") << typed;
    EXPECT_EQ(PaperCode::parse("7K3MQ9TX4H0A1").value().grouped(), "7K3M-Q9TX-4H0A1");
    for (auto const* typed :
         {"", "7K3MQ9TX4H0A", "7K3MQ9TX4H0A12", "7K3MQ9TX4H0AU", "7K3M-Q9TX-4HFA-W2RP", "é7K3MQ9TX4H0A"})
        EXPECT_FALSE(PaperCode::parse(typed)) << typed;
}

}  // namespace
}  // namespace voordeur
