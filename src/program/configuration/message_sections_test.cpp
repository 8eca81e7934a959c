// SPDX-License-Identifier: EUPL-1.2
// How mail and SMS leave: [mail] and [sms].
#include <gtest/gtest.h>

#include "configuration/config_test_folder.hpp"

namespace voordeur {
namespace {

using Tls = MailTls;
using Texts = std::map<std::string, std::string>;

MailSettings mail_of(ConfigTestFolder const& folder, std::string const& lines) {
    return folder.load("[mail]\n" + lines).mail.value();
}

TEST(MailSection, IsReadInFull) {
    ConfigTestFolder const folder;
    folder.write("secrets/mail", "p w \r\n\n");
    folder.write("ca.pem", "");
    auto const mail = mail_of(folder, R"(
        url = "smtp://mail.example.nl:587"
        tls = "if-offered"
        user = "jan"
        password_file = "secrets/mail"
        from = "Huisartsenpraktijk De Linde <eservices@delinde.example>"
        ca_file = "ca.pem"
        helo = "patient.delinde.example"
        connections = 9
    )");
    EXPECT_EQ(mail.connections, 9);
    EXPECT_EQ(mail.url, "smtp://mail.example.nl:587");
    EXPECT_EQ(mail.tls, Tls::if_offered);
    EXPECT_EQ(mail.user, "jan");
    EXPECT_EQ(mail.password.reveal(), "p w ");
    EXPECT_EQ(mail.from.name, "Huisartsenpraktijk De Linde");
    EXPECT_EQ(mail.from.address, "eservices@delinde.example");
    EXPECT_EQ(mail.ca_file, folder / "ca.pem");
    EXPECT_EQ(mail.hello_name, "patient.delinde.example");
}

TEST(MailSection, EncryptionIsRequiredBeyondThisMachine) {
    ConfigTestFolder const folder;
    for (auto const& [url, tls] : {
             std::pair{"smtp://mail.example.nl", Tls::required},
             {"smtp://10.0.0.1:25", Tls::required},
             {"smtp://127.0.0.1:2525", Tls::none},
             {"smtp://[::1]:2525", Tls::none},
             {"smtp://localhost", Tls::none},
             {"smtps://localhost", Tls::required},
         })
        EXPECT_EQ(mail_of(folder, std::string("from = 'a@b.nl'\nurl = '") + url + "'").tls, tls) << url;
    EXPECT_EQ(mail_of(folder, "from = 'a@b.nl'\nurl = 'smtp://localhost'\ntls = 'required'").tls,
              Tls::required);
    EXPECT_EQ(mail_of(folder, "from = 'a@b.nl'\nurl = 'smtp://mail.nl'\ntls = 'none'").tls, Tls::none);
}

TEST(MailSection, SenderMayHaveAName) {
    ConfigTestFolder const folder;
    for (auto const& [written, name, address] : {
             std::tuple{"a@b.nl", "", "a@b.nl"},
             {"<a@b.nl>", "", "a@b.nl"},
             {" Jan  <A.b@B.nl> ", "Jan", "A.b@B.nl"},
             {"\"Linde, De\" <a@b.nl>", "Linde, De", "a@b.nl"},
             {"Praktijk Één <a@b.nl>", "Praktijk Één", "a@b.nl"},
         }) {
        auto const mail = mail_of(folder, std::string("url = 'smtp://localhost'\nfrom = '") + written + "'");
        EXPECT_EQ(mail.from.name, name);
        EXPECT_EQ(mail.from.address, address);
    }
}

TEST(MailSection, PasswordFileMayBeSavedByWindows) {
    ConfigTestFolder const folder;
    for (auto const* saved :
         {"geheim", "geheim\n", "geheim\r\n", "\xEF\xBB\xBFgeheim", "\xEF\xBB\xBFgeheim\r\n\r\n"}) {
        folder.write("secret", saved);
        auto const mail =
            mail_of(folder, "url = 'smtps://mail.nl'\nfrom = 'a@b.nl'\nuser = 'a'\npassword_file = 'secret'");
        EXPECT_EQ(mail.password.reveal(), "geheim");
    }
}

TEST(Configuration, MayBeSavedByWindows) {
    ConfigTestFolder const folder;
    EXPECT_EQ(folder
                  .load("\xEF\xBB\xBFpublic_url = \"https://a.nl\"\r\n[mail]\r\nurl = 'smtps://mail.nl'\r\n"
                        "from = 'a@b.nl'\r\n")
                  .site.public_url,
              "https://a.nl");
}

TEST(SmsSection, GetWithAQuery) {
    ConfigTestFolder const folder;
    auto const sms = folder
                         .load(R"(
        [sms]
        gateway = "http"
        url = "http://127.0.0.1:13013/cgi-bin/sendsms"
        method = "GET"
        query = { to = "{to}", from = "{from}", text = "{text}" }
    )")
                         .sms.value();
    EXPECT_EQ(sms.url, "http://127.0.0.1:13013/cgi-bin/sendsms");
    EXPECT_FALSE(sms.post);
    EXPECT_EQ(sms.query, (Texts{{"to", "{to}"}, {"from", "{from}"}, {"text", "{text}"}}));
    EXPECT_TRUE(sms.form.empty());
    EXPECT_EQ(sms.json, "");
}

TEST(SmsSection, PostWithAFormAndHeaders) {
    ConfigTestFolder const folder;
    folder.write("token", "Bearer abc\n");
    auto const sms = folder
                         .load(R"(
        [sms]
        url = "https://sms.example/send"
        method = "POST"
        form = { number = "{to_digits}", message = "{text}", id = "v-{reference}" }
        headers = { X-Id = "{reference}" }
        secret_headers = { Authorization = "token" }
    )")
                         .sms.value();
    EXPECT_TRUE(sms.post);
    EXPECT_EQ(sms.form, (Texts{{"number", "{to_digits}"}, {"message", "{text}"}, {"id", "v-{reference}"}}));
    EXPECT_EQ(sms.headers, (Texts{{"X-Id", "{reference}"}}));
    EXPECT_EQ(sms.secret_headers.at("Authorization").reveal(), "Bearer abc");
}

TEST(SmsSection, JsonMayHaveAnyShape) {
    ConfigTestFolder const folder;
    auto const sms = folder
                         .load(R"(
        [sms]
        url = "https://sms.example/send"
        method = "POST"
        [sms.json]
        messages = [{ to = ["{to}"], body = "“{text}”\n\"é\\" }]
        test = false
        priority = 2
    )")
                         .sms.value();
    auto json = sms.json;
    std::erase_if(json, [](char character) { return character == '\n' || character == ' '; });
    EXPECT_EQ(json, R"({"messages":[{"body":"“{text}”\n\"é\\","to":["{to}"]}],"priority":2,"test":false})");
}

}  // namespace
}  // namespace voordeur
