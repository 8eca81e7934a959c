// SPDX-License-Identifier: EUPL-1.2
#include "clients/client_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(ClientRules, NameAClient) {
    for (auto const* id : {"abc", "herhaalrecept", "A-b_9"}) EXPECT_TRUE(is_client_id(id)) << id;
    for (auto const* id : {"", "ab", "a b c", "a:bc", "a%20b", "\xc3\xa9\xc3\xa9\xc3\xa9"})
        EXPECT_FALSE(is_client_id(id)) << id;
    EXPECT_FALSE(is_client_id(std::string(65, 'a')));
}

TEST(ClientRules, SayWhatAnAddressMayBe) {
    for (auto const* address :
         {"https://recept.example/terug", "https://recept.example", "https://recept.example?a=b",
          "http://127.0.0.1/terug", "http://127.0.0.1:4000/terug", "http://[::1]:4000/terug"})
        EXPECT_TRUE(may_be_client_address(address)) << address;
    for (auto const* address :
         {"", "http://recept.example/terug", "http://localhost:4000/terug", "https://", "https:///pad",
          "https://iemand@recept.example/", "https://recept.example/#deel", "https://*.recept.example/",
          "javascript:alert(1)", "https://recept.example/a b", "https://recept.example/\r\nX: y",
          "http://127.0.0.1.evil.example/", "http://127.0.0.1:4000@evil.example/", "http://127.0.0.1:4000"})
        EXPECT_FALSE(may_be_client_address(address)) << address;
}

TEST(ClientRules, AnswerAtRegisteredAddressesOnly) {
    std::vector<std::string> const registered{"https://recept.example/terug?x=1", "http://127.0.0.1/terug",
                                              "http://[::1]:9/terug"};
    for (auto const* address : {"https://recept.example/terug?x=1", "http://127.0.0.1/terug",
                                "http://127.0.0.1:5/terug", "http://[::1]/terug", "http://[::1]:65000/terug"})
        EXPECT_TRUE(is_registered(registered, address)) << address;
    for (auto const* address :
         {"https://recept.example/terug", "https://recept.example/terug?x=1&y=2",
          "https://RECEPT.example/terug?x=1", "https://recept.example:443/terug?x=1",
          "http://127.0.0.1/terug/", "http://127.0.0.1:/terug/..", "http://127.0.0.1:5@evil.example/terug",
          "http://localhost/terug", "http://127.0.0.2/terug", ""})
        EXPECT_FALSE(is_registered(registered, address)) << address;
}

}  // namespace
}  // namespace voordeur
