// SPDX-License-Identifier: EUPL-1.2
#include "outbox/sms_request.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

Sms const sms{.to_e164 = "+31612345678",
              .text = "482913 is uw code & \"meer\" {to}.\n\n@x.example #482913 é€",
              .country = "NL",
              .sender = "CGM LIFE"};

SmsGatewaySettings const kannel{
    .url = "http://127.0.0.1:13013/cgi-bin/sendsms",
    .query = {{"to", "{to}"}, {"from", "{from}"}, {"text", "{text}"}, {"charset", "UTF-8"}}};

TEST(SmsRequest, PutsEncodedValuesIntoTheQuery) {
    auto const request = sms_request(kannel, "id-1", sms);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->url,
              "http://127.0.0.1:13013/cgi-bin/"
              "sendsms?charset=UTF-8&from=CGM%20LIFE&text=482913%20is%20uw%20code%20%26"
              "%20%22meer%22%20%7Bto%7D.%0A%0A%40x.example%20%23482913%20%C3%A9%E2%82%AC&to=%2B31612345678");
    EXPECT_FALSE(request->body);
    EXPECT_TRUE(request->headers.empty());
}

TEST(SmsRequest, GoesOnWithAQueryThatTheAddressHas) {
    auto settings = kannel;
    settings.url += "?smsc=een";
    settings.query = {{"t o", "00{to_digits}"}};
    EXPECT_EQ(sms_request(settings, "id-1", sms)->url,
              "http://127.0.0.1:13013/cgi-bin/sendsms?smsc=een&t%20o=0031612345678");
}

TEST(SmsRequest, PostsAForm) {
    SmsGatewaySettings const settings{
        .url = "https://sms.example/a1/sms",
        .post = true,
        .form = {{"to", "{to}"}, {"message", "[{text}]"}, {"ref", "vd-{reference}"}},
        .headers = {{"Authorization", "none"}},
        .secret_headers = {{"Authorization", Secret<SmsHeaderTag>("Basic dTpw")}}};
    auto const short_text = Sms{.to_e164 = "+32470123456", .text = "a=b&c", .country = "BE", .sender = "V"};
    auto const request = sms_request(settings, "id-1", short_text);
    EXPECT_EQ(request->url, "https://sms.example/a1/sms");
    EXPECT_EQ(request->body, "message=%5Ba%3Db%26c%5D&ref=vd-id-1&to=%2B32470123456");
    EXPECT_EQ(request->headers, std::vector<std::string>{"Authorization: Basic dTpw"});
}

TEST(SmsRequest, PostsJsonOfAnyShape) {
    SmsGatewaySettings const settings{
        .url = "https://sms.example/v1",
        .post = true,
        .json =
            R"({"sender":"{from}","body":{"type":"auto","content":"{text}"},"to":[{"number":"{to_digits}"}],"max":8})"};
    auto const request = sms_request(settings, "id-1", sms);
    EXPECT_EQ(
        request->body,
        R"({"body":{"content":"482913 is uw code & \"meer\" {to}.\n\n@x.example #482913 é€","type":"auto"},)"
        R"("max":8,"sender":"CGM LIFE","to":[{"number":"31612345678"}]})");
    EXPECT_EQ(request->headers, std::vector<std::string>{"Content-Type: application/json"});
}

TEST(SmsRequest, KeepsAContentTypeThatWasGiven) {
    SmsGatewaySettings const settings{.url = "https://sms.example",
                                      .post = true,
                                      .json = R"({"t":"{text}","n":"{to}"})",
                                      .headers = {{"content-TYPE", "application/vnd.sms+json"}}};
    EXPECT_EQ(sms_request(settings, "id-1", sms)->headers,
              std::vector<std::string>{"content-TYPE: application/vnd.sms+json"});
}

TEST(SmsRequest, RefusesALineBreakInAHeader) {
    auto settings = kannel;
    settings.headers = {{"X-Text", "{text}"}};
    EXPECT_FALSE(sms_request(settings, "id-1", sms));
}

TEST(SmsRequest, PostsWithAQueryAlone) {
    auto settings = kannel;
    settings.post = true;
    EXPECT_EQ(sms_request(settings, "id-1", sms)->body, "");
}

}  // namespace
}  // namespace voordeur
