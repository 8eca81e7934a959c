// SPDX-License-Identifier: EUPL-1.2
#include "outbox/refusal_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using enum SendResult;

struct SmtpCase {
    SmtpStage stage;
    long code;
    std::string_view enhanced;
    std::string_view words;
    SendResult result;
};

void expect_each(std::initializer_list<SmtpCase> cases) {
    for (auto const& [stage, code, enhanced, words, result] : cases)
        EXPECT_EQ(result_of(SmtpRefusal{stage, code, enhanced, words}), result)
            << code << " " << enhanced << " " << words;
}

TEST(SmtpRefusal, BeforeTheRecipientIsAboutAllMails) {
    auto const before = SmtpStage::before_recipient;
    expect_each({
        {before, 0, "", "", down},                                // nobody answered
        {before, 421, "4.3.2", "shutting down", down},            //
        {before, 450, "4.7.1", "try again later", down},          //
        {before, 554, "", "no service here", refuses_us},         //
        {before, 535, "5.7.8", "wrong password", refuses_us},     //
        {before, 550, "5.1.8", "sender refused", refuses_us},     //
        {before, 550, "5.4.5", "sending quota", refuses_us},      //
        {SmtpStage::recipient, 530, "", "log in", refuses_us},    //
        {SmtpStage::content, 535, "5.7.8", "log in", refuses_us}  //
    });
}

TEST(SmtpRefusal, OnlyAMailboxThatIsNotThereIsForever) {
    auto const recipient = SmtpStage::recipient, content = SmtpStage::content;
    expect_each({
        {recipient, 550, "5.1.1", "no such mailbox", never},
        {recipient, 550, "5.1.1", "User unknown in relay recipient table", never},
        {recipient, 550, "5.1.2", "Domain not found", never},
        {recipient, 553, "5.1.3", "malformed", never},
        {recipient, 551, "5.1.6", "moved", never},
        {recipient, 556, "5.1.10", "null MX", never},
        {recipient, 550, "5.2.1", "mailbox disabled", never},
        {recipient, 550, "5.1.0", "Address rejected.", never},
        {recipient, 550, "", "No such user here", never},
        {recipient, 550, "", "<relay.quota@sender.example>: Unrouteable address", never},
        {recipient, 553, "", "Requested action not taken: mailbox name not allowed", never},
        {content, 550, "5.1.1", "no such mailbox", never},
    });
}

TEST(SmtpRefusal, WhatIsAboutOurStandingIsTriedAgain) {
    auto const recipient = SmtpStage::recipient, content = SmtpStage::content;
    for (auto const stage : {recipient, content})
        expect_each({
            {stage, 550, "5.4.5", "Daily user sending quota exceeded", later},
            {stage, 554, "5.7.1", "Relay access denied", later},
            {stage, 550, "5.7.26", "not authenticated", later},
            {stage, 550, "5.7.515", "Access denied, sending domain does not pass DMARC", later},
            {stage, 552, "5.3.4", "too big", later},
            {stage, 550, "5.3.2", "system not accepting", later},
            {stage, 550, "5.1.7", "bad sender syntax", later},
            {stage, 550, "5.1.8", "Sender address rejected: Domain not found", later},
            {stage, 550, "5.1.90", "reached your daily limit for message recipients", later},
            {stage, 550, "5.1.0", "sender rejected", later},
            {stage, 552, "5.2.2", "Submission quota exceeded", later},
            {stage, 554, "5.2.0", "SubmissionQuotaExceededException", later},
            {stage, 504, "5.5.2", "Helo command rejected: need fully-qualified hostname", later},
            {stage, 554, "5.6.0", "content rejected", later},
            {stage, 550, "", "relay not permitted", later},
            {stage, 550, "", "Daily sending LIMIT reached", later},
            {stage, 550, "5.0.0", "Your IP is blocked using zen.spamhaus.org", later},
            {stage, 550, "", "Sender verify failed", later},
            {stage, 554, "", "transaction failed", later},
            {stage, 450, "4.2.1", "greylisted", later},
            {stage, 451, "4.1.1", "cannot look up the mailbox now", later},
            {stage, 250, "2.1.5", "taken, then the line broke", later},
            {stage, 999, "", "nonsense", later},
        });
    expect_each({{content, 550, "", "rejected", later}, {content, 354, "", "broke off in the text", later}});
}

struct HttpCase {
    long status;
    std::string_view body;
};

TEST(SmsRefusal, OfOneNumberIsForever) {
    for (auto const& [status, body] : {
             HttpCase{403, "Not routable. Do not try again."},
             HttpCase{400, ""},
             HttpCase{400, "Number(s) has/have been denied by white- and/or black-lists."},
             HttpCase{400, R"({"code":21211,"message":"The 'To' number +31 is not a valid phone number."})"},
             HttpCase{422, R"({"errors":[{"code":9,"description":"no (correct) recipients found"}]})"},
             HttpCase{422, R"({"message":"The given data was invalid.","errors":{"to":["is invalid"]}})"},
             HttpCase{422, R"({"errors":{"to.0":["is invalid"]}})"},
             HttpCase{403, R"({"error":"Recipient has opted out"})"},
         })
        EXPECT_EQ(result_of_http(status, body), never) << status << " " << body;
}

TEST(SmsRefusal, OfOurAccountOrSenderIsTriedAgainAndHoldsAllUp) {
    for (auto const& [status, body] : {
             HttpCase{401, ""},
             HttpCase{402, ""},
             HttpCase{403, ""},
             HttpCase{404, "recipient"},
             HttpCase{405, ""},
             HttpCase{301, ""},
             HttpCase{403, "Authorization failed for sendsms"},
             HttpCase{403, "Not enough credits to send to number +31612345678"},
             HttpCase{422, R"({"error":"Insufficient BALANCE"})"},
             HttpCase{422, R"({"errors":[{"description":"invalid","parameter":"originator"}]})"},
             HttpCase{400, "Sender missing and no global set, rejected"},
             HttpCase{400, "Saldo te laag"},
             HttpCase{400, "<html><body>400 The plain HTTP request was sent to HTTPS port, phone us</body>"},
         })
        EXPECT_EQ(result_of_http(status, body), refuses_us) << status << " " << body;
}

TEST(SmsRefusal, ThatMayBeEitherIsTriedAgainAndHoldsUpNobody) {
    for (auto const& [status, body] : {
             HttpCase{422, ""},
             HttpCase{422, "validation failed"},
             HttpCase{400, R"({"message":"The 'From' number is not yours"})"},
             HttpCase{403, R"({"from":"Linde","to":"+31612345678","status":"rejected"})"},
         })
        EXPECT_EQ(result_of_http(status, body), later) << status << " " << body;
}

TEST(HttpStatus, SaysThatItWentOrThatTheGatewayIsDown) {
    for (auto const status : {200L, 201L, 202L, 204L, 299L}) EXPECT_EQ(result_of_http(status, ""), sent);
    for (auto const status : {0L, 100L, 199L, 408L, 429L, 500L, 502L, 503L, 504L, 600L})
        EXPECT_EQ(result_of_http(status, "number"), down) << status;
}

}  // namespace
}  // namespace voordeur
