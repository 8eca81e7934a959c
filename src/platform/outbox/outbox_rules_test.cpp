// SPDX-License-Identifier: EUPL-1.2
#include "outbox/outbox_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace voordeur {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

Time const start = from_stored(1'795'500'000'000);

// Seconds from the first try to each later one, when all fail at once.
std::vector<long> tries_until_expiry(Urgency urgency, seconds lifetime) {
    std::vector<long> moments;
    auto now = start;
    for (std::int64_t tries = 1; tries < 1000; ++tries) {
        auto const next = next_try({urgency, tries, now, start + lifetime});
        if (!next) break;
        now = *next;
        moments.push_back(std::chrono::duration_cast<seconds>(now - start).count());
    }
    return moments;
}

TEST(NextTry, ACodeIsTriedOftenForItsTenMinutes) {
    auto const moments = tries_until_expiry(Urgency::code, minutes{10});
    ASSERT_EQ(moments.size(), 23U);
    EXPECT_EQ((std::vector<long>(moments.begin(), moments.begin() + 7)),
              (std::vector<long>{2, 6, 14, 29, 59, 89, 119}));
    EXPECT_EQ(moments.back(), 570);
}

TEST(NextTry, WaitsGrowWithTriesAndStopGrowing) {
    struct Case {
        Urgency urgency;
        std::int64_t tries;
        long wait;
    };
    for (auto const& [urgency, tries, wait] :
         {Case{Urgency::code, 1, 2}, Case{Urgency::code, 5, 30}, Case{Urgency::code, 6, 30},
          Case{Urgency::asked_for, 1, 5}, Case{Urgency::asked_for, 8, 300}, Case{Urgency::asked_for, 99, 300},
          Case{Urgency::other, 1, 10}, Case{Urgency::other, 2, 30}, Case{Urgency::other, 3, 60},
          Case{Urgency::other, 4, 300}, Case{Urgency::other, 5, 900}, Case{Urgency::other, 6, 3600},
          Case{Urgency::other, 1'000'000, 3600}, Case{Urgency::other, 0, 10}}) {
        auto const next = next_try({urgency, tries, start, start + std::chrono::hours{24 * 14}});
        ASSERT_TRUE(next);
        EXPECT_EQ(*next - start, seconds{wait}) << static_cast<int>(urgency) << " after " << tries;
    }
}

TEST(NextTry, TheLastTryFallsShortlyBeforeExpiry) {
    auto const expires = start + seconds{100};
    EXPECT_EQ(next_try({Urgency::other, 6, start, expires}), start + seconds{70});
    EXPECT_EQ(next_try({Urgency::other, 1, start + seconds{69}, expires}), start + seconds{70});
    EXPECT_EQ(next_try({Urgency::other, 1, start + seconds{70}, expires}), std::nullopt);
    EXPECT_EQ(next_try({Urgency::code, 1, start + seconds{99}, expires}), std::nullopt);
    EXPECT_EQ(next_try({Urgency::code, 1, start + seconds{200}, expires}), std::nullopt);
}

TEST(Lease, OutlivesTheLongestSendByAMinute) {
    for (auto const kind : {MessageKind::email, MessageKind::sms})
        EXPECT_EQ(lease_of(kind), longest_send(kind) + seconds{60});
}

Attempt of_mail(std::string_view id, SendResult result, std::string_view error) {
    return {MessageKind::email, id, result, error};
}

Attempt const nobody_answers = of_mail("1", SendResult::down, "Couldn't connect to server");
Attempt const went = of_mail("1", SendResult::sent, "");

// How long nothing is sent after each of the attempts, the next being made at once when that is over.
std::vector<long> waits_after(std::vector<Attempt> const& attempts) {
    std::vector<long> waits;
    Circuit circuit;
    auto now = start;
    for (auto const& attempt : attempts) {
        circuit = after(circuit, attempt, now);
        long wait = 0;
        while (is_open(circuit, now)) ++wait, now += seconds{1};
        waits.push_back(wait);
    }
    return waits;
}

TEST(Circuit, OpensAfterThreeInARowForLongerAndLonger) {
    EXPECT_EQ(waits_after(std::vector<Attempt>(8, nobody_answers)),
              (std::vector<long>{0, 0, 2, 4, 8, 16, 30, 30}));
    Circuit circuit;
    for (int i = 0; i < 9; ++i) circuit = after(circuit, nobody_answers, start);
    EXPECT_TRUE(has_opened(circuit));
    EXPECT_FALSE(is_open(after(circuit, went, start), start));
    EXPECT_FALSE(has_opened(after(circuit, went, start)));
}

TEST(Circuit, AMailServerThatRefusesOneAfterTheOtherAlikeIsLeftAloneForLonger) {
    for (auto const& [result, error] : {std::pair{SendResult::later, "SMTP 550 5.4.5 (recipient)"},
                                        {SendResult::later, "SMTP 450 4.7.1 (recipient)"},
                                        {SendResult::never, "SMTP 550 5.1.1 (recipient)"},
                                        {SendResult::later, "SMTP 554 5.7.1 (content)"}}) {
        std::vector<Attempt> attempts;
        for (auto const* id : {"1", "2", "3", "4", "5", "5"}) attempts.push_back(of_mail(id, result, error));
        EXPECT_EQ(waits_after(attempts), (std::vector<long>{0, 0, 30, 60, 60, 60})) << error;
    }
}

TEST(Circuit, WhoeverRefusesUsIsLeftAlone) {
    for (auto const kind : {MessageKind::email, MessageKind::sms}) {
        std::vector<Attempt> attempts;
        for (auto const* id : {"1", "2", "1", "3", "1", "4"})
            attempts.push_back({kind, id, SendResult::refuses_us, "HTTP 402"});
        EXPECT_EQ(waits_after(attempts), (std::vector<long>{0, 0, 0, 30, 60, 60}));
    }
}

// A number in a region that the gateway was never told to serve is answered as if it were our fault.
TEST(Circuit, OneMessageHoldsUpNobodyHoweverOftenItIsRefused) {
    for (auto const kind : {MessageKind::email, MessageKind::sms}) {
        std::vector<Attempt> const attempts(9, {kind, "1", SendResult::refuses_us, "HTTP 403"});
        EXPECT_EQ(waits_after(attempts), std::vector<long>(9, 0));
    }
}

TEST(Circuit, RefusalsOfTheirOwnDoNotOpenIt) {
    auto const never = SendResult::never, later = SendResult::later;
    std::vector<std::vector<Attempt>> const runs{
        // One mail, tried again and again.
        std::vector<Attempt>(9, of_mail("1", later, "SMTP 450 4.2.0 (recipient)")),
        // Each for a reason of its own.
        {of_mail("1", never, "SMTP 550 5.1.1 (recipient)"), of_mail("2", never, "SMTP 550 5.2.1 (recipient)"),
         of_mail("3", later, "SMTP 450 4.2.0 (recipient)"),
         of_mail("4", never, "SMTP 550 5.1.1 (recipient)")},
        // One goes between.
        {of_mail("1", later, "SMTP 451 (content)"), of_mail("2", later, "SMTP 451 (content)"), went,
         of_mail("3", later, "SMTP 451 (content)"), of_mail("4", later, "SMTP 451 (content)")},
        {nobody_answers, nobody_answers, went, nobody_answers, of_mail("1", later, "SMTP 451 (content)")}};
    for (auto const& run : runs) EXPECT_EQ(waits_after(run), std::vector<long>(run.size(), 0));
}

TEST(Circuit, NumbersThatGetNoSmsHoldUpNobody) {
    std::vector<Attempt> attempts;
    for (auto const* id : {"1", "2", "3", "4", "5"})
        for (auto const result : {SendResult::never, SendResult::later})
            attempts.push_back({MessageKind::sms, id, result, "HTTP 400"});
    EXPECT_EQ(waits_after(attempts), std::vector<long>(attempts.size(), 0));
}

TEST(Circuit, LetsOneTryAndSurvivesAClockSetBack) {
    Circuit circuit;
    for (int i = 0; i < 3; ++i) circuit = after(circuit, nobody_answers, start);
    auto const later = start + seconds{2};
    EXPECT_FALSE(is_open(circuit, later));
    EXPECT_TRUE(is_open(while_trying(circuit, MessageKind::sms, later), later));
    EXPECT_FALSE(is_open(circuit, start - std::chrono::hours{1}));
    EXPECT_FALSE(is_open(while_trying({}, MessageKind::sms, start), start));
}

}  // namespace
}  // namespace voordeur
