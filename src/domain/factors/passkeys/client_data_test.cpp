// SPDX-License-Identifier: EUPL-1.2
#include "factors/passkeys/client_data.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

std::string const right = R"({"type":"webauthn.get","challenge":"AAAA","origin":"https://a.example"})";

std::string with(std::string const& more) {
    return right.substr(0, right.size() - 1) + more + "}";
}

TEST(ClientDataReader, ReadsWhatBrowsersSay) {
    for (auto const& text :
         {right, "\xef\xbb\xbf" + right, " " + right + "\n", with(R"(,"crossOrigin":false)"),
          with(R"(,"tokenBinding":{"status":"supported"})"), with(R"(,"other":[1,{"type":"x"},null])"),
          with(R"(,"x":{"type":"webauthn.create"})")}) {
        auto const data = read_client_data(text);
        ASSERT_TRUE(data) << text;
        EXPECT_EQ(data->type, "webauthn.get");
        EXPECT_EQ(data->challenge, "AAAA");
        EXPECT_EQ(data->origin, "https://a.example");
        EXPECT_FALSE(data->is_cross_origin || data->has_top_origin);
    }
    EXPECT_TRUE(read_client_data(with(R"(,"crossOrigin":true)"))->is_cross_origin);
    for (auto const* origin : {R"("https://b.example")", "null", "[]", R"({"a":1})"})
        EXPECT_TRUE(read_client_data(with(std::string(",\"topOrigin\":") + origin))->has_top_origin)
            << origin;
}

TEST(ClientDataReader, RefusesTheRest) {
    std::string many;
    for (int i = 0; i < 64; ++i) many += ",\"k" + std::to_string(i) + "\":1";
    for (auto const& text : {std::string(),
                             std::string("{}"),
                             std::string("[]"),
                             std::string("null"),
                             "[" + right + "]",
                             right + right,
                             right + "x",
                             right + std::string(1, '\0'),
                             right + std::string("\0x", 2),
                             right.substr(1),
                             with(R"(,"type":"webauthn.get")"),
                             with(R"(,"origin":"https://b.example")"),
                             with(R"(,"\u0074ype":"webauthn.get")"),
                             with(R"(,"x":1,"x":1)"),
                             with(R"(,"x":{"a":1},"type":"webauthn.get")"),
                             with(R"(,"x":[{"a":1}],"origin":"https://b.example")"),
                             with(R"(,"x":[{"a":{"b":1},"a":1}])"),
                             with(R"(,"x":{"a":1,"a":1})"),
                             with(R"(,"x":[{"a":1,"a":1}])"),
                             with(R"(,"crossOrigin":"false")"),
                             with(R"(,"crossOrigin":null)"),
                             with(R"(,"crossOrigin":0)"),
                             with(R"(,"crossOrigin":[])"),
                             with(R"(,"crossOrigin":{"a":1})"),
                             with(",\"x\":\"\xff\""),
                             with(many),
                             std::string(R"({"type":["webauthn.get"],"challenge":"AAAA","origin":"o"})"),
                             std::string(R"({"type":"webauthn.get","challenge":1,"origin":"o"})"),
                             std::string(R"({"type":"webauthn.get","challenge":"AAAA","origin":{"a":"o"}})"),
                             std::string(R"({"type":"webauthn.get","challenge":"AAAA"})")})
        EXPECT_FALSE(read_client_data(text)) << text;
}

}  // namespace
}  // namespace voordeur
