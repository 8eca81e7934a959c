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

TEST(SmtpRefusal, IsForeverOnlyWhenAboutThisMessage) {
    struct Case {
        SmtpStage stage;
        long code;
        std::string_view enhanced;
        SendResult result;
    };
    auto const before = SmtpStage::before_recipient;
    auto const recipient = SmtpStage::recipient;
    auto const content = SmtpStage::content;
    for (auto const& [stage, code, enhanced, result] : {
             Case{before, 0, "", SendResult::down},             // nobody answered
             Case{before, 421, "4.3.2", SendResult::down},      // shutting down
             Case{before, 554, "", SendResult::down},           // no service here
             Case{before, 535, "5.7.8", SendResult::down},      // wrong password
             Case{before, 550, "5.1.8", SendResult::down},      // this sender is refused
             Case{recipient, 450, "4.2.1", SendResult::later},  // greylisted
             Case{recipient, 550, "5.1.1", SendResult::never},  // no such mailbox
             Case{recipient, 550, "", SendResult::never},       // the same, in few words
             Case{recipient, 553, "5.1.3", SendResult::never},  // malformed
             Case{recipient, 530, "", SendResult::down},        // log in first
             Case{recipient, 554, "5.7.1", SendResult::later},  // relay access denied
             Case{recipient, 250, "2.1.5", SendResult::later},  // taken, then the line broke
             Case{content, 451, "4.7.1", SendResult::later},    // scanner is busy
             Case{content, 552, "5.3.4", SendResult::never},    // too big
             Case{content, 554, "5.7.1", SendResult::never},    // taken for spam
             Case{content, 354, "", SendResult::later},         // broke off in the text
             Case{content, 999, "", SendResult::later},         // nonsense
         })
        EXPECT_EQ(result_of({stage, code, enhanced}), result) << code << " " << enhanced;
}

TEST(HttpStatus, IsForeverOnlyWhenAboutThisMessage) {
    for (auto const status : {200L, 201L, 202L, 204L, 299L})
        EXPECT_EQ(result_of_http(status), SendResult::sent) << status;
    for (auto const status : {400L, 422L}) EXPECT_EQ(result_of_http(status), SendResult::never) << status;
    for (auto const status : {0L,   100L, 199L, 300L, 301L, 302L, 307L, 401L, 402L, 403L, 404L,
                              405L, 408L, 409L, 413L, 415L, 429L, 500L, 502L, 503L, 504L, 600L})
        EXPECT_EQ(result_of_http(status), SendResult::down) << status;
}

TEST(Circuit, OpensAfterThreeInARowForLongerAndLonger) {
    Circuit circuit;
    auto now = start;
    for (auto const wait : {0, 0, 2, 4, 8, 16, 30, 30}) {
        circuit = after(circuit, SendResult::down, now);
        EXPECT_EQ(is_open(circuit, now), wait > 0);
        EXPECT_EQ(is_open(circuit, now + seconds{std::max(wait - 1, 0)}), wait > 0) << wait;
        now += seconds{wait};
        EXPECT_FALSE(is_open(circuit, now)) << wait;
    }
    EXPECT_FALSE(is_open(after(circuit, SendResult::sent, now), now));
}

TEST(Circuit, OneMessageOfItsOwnDoesNotOpenIt) {
    Circuit circuit;
    for (auto const result : {SendResult::later, SendResult::never, SendResult::down, SendResult::down,
                              SendResult::sent, SendResult::down, SendResult::down, SendResult::later})
        circuit = after(circuit, result, start);
    EXPECT_FALSE(is_open(circuit, start));
}

TEST(Circuit, LetsOneTryAndSurvivesAClockSetBack) {
    Circuit circuit;
    for (int i = 0; i < 3; ++i) circuit = after(circuit, SendResult::down, start);
    auto const later = start + seconds{2};
    EXPECT_FALSE(is_open(circuit, later));
    EXPECT_TRUE(is_open(while_trying(circuit, MessageKind::sms, later), later));
    EXPECT_FALSE(is_open(circuit, start - std::chrono::hours{1}));
    EXPECT_FALSE(is_open(while_trying({}, MessageKind::sms, start), start));
}

}  // namespace
}  // namespace voordeur
