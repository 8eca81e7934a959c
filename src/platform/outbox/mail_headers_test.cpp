// SPDX-License-Identifier: EUPL-1.2
#include "outbox/mail_headers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

using namespace std::string_literals;

std::vector<std::string> lines_of(std::string const& field) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0;;) {
        auto const end = field.find("\r\n", begin);
        lines.push_back(field.substr(begin, end == std::string::npos ? end : end - begin));
        if (end == std::string::npos) return lines;
        begin = end + 2;
    }
}

std::string base64_decoded(std::string word) {
    EXPECT_EQ(word.size() % 4, 0U);
    std::replace(word.begin(), word.end(), '+', '-');
    std::replace(word.begin(), word.end(), '/', '_');
    word.erase(std::find(word.begin(), word.end(), '='), word.end());
    return from_base64url(word).value_or("not base64");
}

// What a mail program shows of a field made of encoded words only.
std::string decoded(std::string const& field) {
    std::string text;
    for (std::size_t at = field.find("=?UTF-8?B?"); at != std::string::npos;
         at = field.find("=?UTF-8?B?", at)) {
        at += 10;
        auto const word = field.substr(at, field.find("?=", at) - at);
        auto const bytes = base64_decoded(word);
        text += bytes;
        EXPECT_NE(static_cast<unsigned char>(bytes[0]) & 0xc0, 0x80) << "a character was split";
    }
    return text;
}

TEST(TextField, LeavesShortPlainTextAlone) {
    EXPECT_EQ(text_field("Subject", "Step 2: finish your registration"),
              "Subject: Step 2: finish your registration");
    EXPECT_EQ(text_field("Subject", ""), "Subject: ");
}

TEST(TextField, EncodesWhatIsNotPlain) {
    EXPECT_EQ(text_field("Subject", "één"), "Subject: =?UTF-8?B?w6nDqW4=?=");
    EXPECT_EQ(text_field("Subject", "=?UTF-8?B?AAAA?="), "Subject: =?UTF-8?B?PT9VVEYtOD9CP0FBQUE/PQ==?=");
    EXPECT_EQ(decoded(text_field("Subject", "a\tb")), "a\tb");
}

TEST(TextField, FoldsLongTextBetweenCharacters) {
    for (auto const* const character : {"x", "é", "€", "𝄞"}) {
        for (int count = 20; count < 200; count += 7) {
            std::string text = "–";
            for (int i = 0; i < count; ++i) text += character;
            auto const field = text_field("Subject", text);
            EXPECT_EQ(decoded(field), text);
            for (auto const& line : lines_of(field)) EXPECT_LE(line.size(), 76U) << line;
            for (auto const byte : field) EXPECT_GT(byte, 0);
        }
    }
}

TEST(TextField, EndsOnBytesThatAreNotUtf8) {
    auto const text = std::string(200, '\x80');
    auto const field = text_field("Subject", text);
    EXPECT_LT(lines_of(field).size(), 8U);
}

TEST(MailboxField, QuotesOrEncodesTheName) {
    EXPECT_EQ(mailbox_field("From", {"", "a@b.example"}), "From: a@b.example");
    EXPECT_EQ(mailbox_field("From", {"Praktijk De Linde", "a@b.example"}),
              "From: \"Praktijk De Linde\" <a@b.example>");
    EXPECT_EQ(mailbox_field("From", {R"(De "Linde" \ co, <x@y>)", "a@b.example"}),
              R"(From: "De \"Linde\" \\ co, <x@y>" <a@b.example>)");
    EXPECT_EQ(mailbox_field("From", {"Café", "a@b.example"}), "From: =?UTF-8?B?Q2Fmw6k=?= <a@b.example>");
}

TEST(MailboxField, KeepsLinesShort) {
    auto const field =
        mailbox_field("Reply-To", {"Huisartsenpraktijk Één met een buitengewoon lange naam aan het IJ",
                                   "eservices.van.de.huisartsenpraktijk@delinde.example"});
    for (auto const& line : lines_of(field)) EXPECT_LE(line.size(), 76U) << line;
}

TEST(DateField, IsThatOfRfc5322) {
    EXPECT_EQ(date_field(from_stored(0)), "Date: Thu, 01 Jan 1970 00:00:00 +0000");
    EXPECT_EQ(date_field(from_stored(1'795'504'016'999)), "Date: Tue, 24 Nov 2026 07:06:56 +0000");
    EXPECT_EQ(date_field(from_stored(1'835'395'199'000)), "Date: Mon, 28 Feb 2028 23:59:59 +0000");
    EXPECT_EQ(date_field(from_stored(1'835'395'200'000)), "Date: Tue, 29 Feb 2028 00:00:00 +0000");
}

Email const sample{.to = "jan@post.example",
                   .from_name = "Praktijk De Linde",
                   .reply_to = "info@delinde.example",
                   .subject = "Stap 1: begin hier",
                   .text = "x",
                   .html = "",
                   .language = "nl"};
MailIdentity const identity{"0190-id", {"Voordeur", "eservices@delinde.example"}, from_stored(0)};

TEST(MailFields, AreComplete) {
    EXPECT_EQ(*mail_fields(identity, sample),
              (std::vector<std::string>{
                  "Date: Thu, 01 Jan 1970 00:00:00 +0000",
                  "From: \"Praktijk De Linde\" <eservices@delinde.example>", "To: jan@post.example",
                  "Subject: Stap 1: begin hier", "Message-ID: <0190-id@delinde.example>",
                  "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All",
                  "Reply-To: \"Praktijk De Linde\" <info@delinde.example>", "Content-Language: nl"}));
}

TEST(MailFields, FallBackOnTheConfiguredName) {
    auto email = sample;
    email.from_name = email.reply_to = email.language = "";
    auto const fields = *mail_fields(identity, email);
    EXPECT_EQ(fields[1], "From: \"Voordeur\" <eservices@delinde.example>");
    EXPECT_EQ(fields.size(), 7U);
}

TEST(MailFields, RefuseWhatWouldBreakALine) {
    for (auto Email::*const member :
         {&Email::to, &Email::from_name, &Email::reply_to, &Email::subject, &Email::language}) {
        for (auto const& evil : {"\r\nBcc: x@y.example"s, "\n"s, "\r"s, "\0"s}) {
            auto email = sample;
            email.*member += evil;
            EXPECT_FALSE(mail_fields(identity, email)) << email.*member;
        }
    }
    auto email = sample;
    for (auto const* const address :
         {"", "jan", "jan@post.example, piet@post.example", "<jan@post.example>"}) {
        email.to = address;
        EXPECT_FALSE(mail_fields(identity, email)) << address;
    }
}

}  // namespace
}  // namespace voordeur
