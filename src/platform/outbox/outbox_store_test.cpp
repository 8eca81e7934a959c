// SPDX-License-Identifier: EUPL-1.2
// The table `message`, on both databases.
#include "outbox/outbox_store.hpp"

#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <thread>

#include "outbox/outbox_rules.hpp"
#include "support/outbox_test.hpp"

namespace voordeur {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class OutboxStore : public OutboxTest, public testing::WithParamInterface<std::string> {
  protected:
    OutboxStore() : OutboxTest(GetParam()) {}

    std::vector<ClaimedMessage> claim(MessageKind kind, Time now, int limit = 10) {
        return database().transaction([&](Transaction& t) { return claim_due(t, kind, now, limit); });
    }
    bool due(MessageKind kind, Time now) {
        return database().read([&](Transaction& t) { return anything_due(t, kind, now); });
    }
};

TEST_P(OutboxStore, GivesBackWhatWasQueued) {
    queue(an_email("een"));
    auto const messages = claim(MessageKind::email, start());
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].purpose, "een");
    EXPECT_EQ(messages[0].claim.tries, 1);
    EXPECT_EQ(messages[0].leased_until, start() + lease_of(MessageKind::email));
    auto const content = open_content(sealer(), MessageKind::email, messages[0]);
    ASSERT_TRUE(content);
    auto const& email = std::get<Email>(*content);
    auto const sent = std::get<Email>(an_email("een").content);
    EXPECT_EQ(
        std::tie(email.to, email.from_name, email.reply_to, email.subject, email.text, email.html,
                 email.language),
        std::tie(sent.to, sent.from_name, sent.reply_to, sent.subject, sent.text, sent.html, sent.language));
}

TEST_P(OutboxStore, GivesBackAnSms) {
    queue(an_sms("code"));
    auto const messages = claim(MessageKind::sms, start());
    ASSERT_EQ(messages.size(), 1U);
    auto const sms = std::get<Sms>(*open_content(sealer(), MessageKind::sms, messages[0]));
    EXPECT_EQ(sms.to_e164, "+31612345678");
    EXPECT_EQ(sms.text, "123456 is uw code\n\n@x.example #123456");
    EXPECT_EQ(sms.country, "NL");
    EXPECT_EQ(sms.sender, "Voordeur");
}

TEST_P(OutboxStore, KeepsNothingReadable) {
    queue(an_email("een"));
    auto const row = database().read([](Transaction& t) { return *t.one("SELECT content FROM message"); });
    EXPECT_EQ(row.text(0).find("jan@"), std::string::npos);
}

TEST_P(OutboxStore, QueuesOneSendOnce) {
    EXPECT_TRUE(queue(an_email("een")));
    EXPECT_FALSE(queue(an_email("een")));
    auto again = an_email("een");
    again.send_number = 2;
    EXPECT_TRUE(queue(again));
    EXPECT_EQ(claim(MessageKind::email, start()).size(), 2U);
}

TEST_P(OutboxStore, AStepThatFailsQueuesNothing) {
    auto const failing = [&](Transaction& t) {
        outbox().queue(t, an_email("een"), start());
        throw StoreError("later in the step");
    };
    EXPECT_THROW(database().transaction(failing), StoreError);
    EXPECT_FALSE(due(MessageKind::email, start()));
}

TEST_P(OutboxStore, TheMostUrgentGoesFirst) {
    auto late = an_email("a_later");
    auto asked = an_email("b_asked_for");
    asked.urgency = Urgency::asked_for;
    queue(late);
    queue(asked, start() + seconds{5});
    auto const messages = claim(MessageKind::email, start() + seconds{5});
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].purpose, "b_asked_for");
}

TEST_P(OutboxStore, KindsAndLimitsAreKept) {
    queue(an_email("een"));
    queue(an_email("twee"));
    queue(an_sms("code"));
    EXPECT_EQ(claim(MessageKind::email, start(), 1).size(), 1U);
    EXPECT_EQ(claim(MessageKind::email, start(), 1).size(), 1U);
    EXPECT_TRUE(claim(MessageKind::email, start(), 1).empty());
    EXPECT_EQ(claim(MessageKind::sms, start()).size(), 1U);
}

TEST_P(OutboxStore, ALeaseIsTakenOverWhenItHasEnded) {
    queue(an_email("een"));
    auto const first = claim(MessageKind::email, start());
    auto const end = start() + lease_of(MessageKind::email);
    EXPECT_TRUE(claim(MessageKind::email, end - seconds{1}).empty());
    EXPECT_FALSE(due(MessageKind::email, end - seconds{1}));
    EXPECT_TRUE(due(MessageKind::email, end));
    auto const second = claim(MessageKind::email, end);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].claim.tries, 2);
    database().transaction([&](Transaction& t) {
        EXPECT_FALSE(mark_sent(t, first[0].claim, end));
        EXPECT_FALSE(mark_retry(t, first[0].claim, end, "x"));
        EXPECT_FALSE(mark_given_up(t, first[0].claim, end, "x"));
        EXPECT_TRUE(mark_sent(t, second[0].claim, end));
        EXPECT_FALSE(mark_sent(t, second[0].claim, end));
        EXPECT_FALSE(mark_expired(t, second[0].claim, end, "x"));
    });
}

TEST_P(OutboxStore, ARetryIsDueAtItsTime) {
    queue(an_email("een"));
    auto const claimed = claim(MessageKind::email, start());
    auto const next = start() + seconds{10};
    database().transaction(
        [&](Transaction& t) { EXPECT_TRUE(mark_retry(t, claimed[0].claim, next, "HTTP 503")); });
    EXPECT_TRUE(claim(MessageKind::email, next - seconds{1}).empty());
    EXPECT_EQ(state().state, "waiting");
    EXPECT_EQ(state().next_try_at, next);
    EXPECT_EQ(state().last_error, "HTTP 503");
    EXPECT_EQ(claim(MessageKind::email, next).size(), 1U);
    EXPECT_EQ(state().tries, 2);
}

TEST_P(OutboxStore, ContentIsErasedAtEveryEnd) {
    struct Case {
        char const* state;
        bool (*end)(Transaction&, Claim const&, Time);
    };
    for (auto const& [name, end] :
         {Case{"sent", [](Transaction&t, Claim const&c, Time now) { return mark_sent(t, c, now); }},
          Case{"given_up",
               [](Transaction&t, Claim const&c, Time now) { return mark_given_up(t, c, now, "e"); }},
          Case{"expired",
               [](Transaction&t, Claim const&c, Time now) { return mark_expired(t, c, now, "e"); }}}) {
        auto message = an_email(name);
        message.about_id = name;
        queue(message);
        auto const claimed = claim(MessageKind::email, start());
        ASSERT_EQ(claimed.size(), 1U);
        auto const ended = start() + seconds{3};
        database().transaction(
            [&, ends = end](Transaction& t) { EXPECT_TRUE(ends(t, claimed[0].claim, ended)); });
        EXPECT_EQ(state(name).state, name);
        EXPECT_EQ(state(name).ended_at, ended);
        EXPECT_EQ(state(name).next_try_at, std::nullopt);
        EXPECT_FALSE(due(MessageKind::email, start() + std::chrono::hours{24}));
    }
    auto const kept = [](Transaction& t) { return t.one("SELECT count(content) FROM message")->number(0); };
    EXPECT_EQ(database().read(kept), 1) << "what was given up may be sent again";
}

TEST_P(OutboxStore, OverdueMessagesExpireButNotUnderALease) {
    queue(an_email("een"));
    queue(an_email("twee"));
    auto const expiry = start() + minutes{10};
    auto const claimed = claim(MessageKind::email, expiry - seconds{1}, 1);
    auto const expire = [&](Time now) {
        return database().transaction(
            [&](Transaction& t) { return expire_overdue(t, MessageKind::email, now); });
    };
    EXPECT_EQ(expire(expiry - seconds{1}), 0);
    EXPECT_TRUE(due(MessageKind::email, expiry));
    EXPECT_TRUE(claim(MessageKind::email, expiry).empty());
    EXPECT_EQ(expire(expiry), 1);
    database().transaction([&](Transaction& t) { EXPECT_TRUE(mark_sent(t, claimed[0].claim, expiry)); });
    EXPECT_EQ(expire(expiry + minutes{10}), 0);
    EXPECT_EQ(database().read([](Transaction& t) { return count_waiting(t, MessageKind::email); }), 0);
}

TEST_P(OutboxStore, ContentMovedToAnotherRowDoesNotOpen) {
    queue(an_email("een"));
    queue(an_email("twee"));
    auto messages = claim(MessageKind::email, start());
    ASSERT_EQ(messages.size(), 2U);
    std::swap(messages[0].sealed_content, messages[1].sealed_content);
    EXPECT_FALSE(open_content(sealer(), MessageKind::email, messages[0]));
}

TEST_P(OutboxStore, WhatWasGivenUpIsTakenUpAgainWhileItIsOfUse) {
    auto const give_up = [&](std::string const& about_id, std::optional<Id<Practice>> practice_id) {
        auto message = an_email("invitation");
        message.about_id = about_id;
        message.practice_id = std::move(practice_id);
        queue(message);
        auto const claimed = claim(MessageKind::email, start());
        database().transaction([&](Transaction& t) {
            EXPECT_TRUE(mark_given_up(t, claimed.at(0).claim, start(), "SMTP 550 5.1.1"));
        });
    };
    give_up("een", Id<Practice>("de-linde"));
    give_up("twee", Id<Practice>("de-eik"));
    give_up("drie", std::nullopt);
    auto const take_up = [&](std::optional<Id<Practice>> const& practice_id, Time now) {
        return database().transaction([&](Transaction& t) { return take_up_again(t, practice_id, now); });
    };
    EXPECT_EQ(take_up(std::nullopt, start() + minutes{10}), 0) << "of no use any more";
    EXPECT_EQ(take_up(Id<Practice>("de-eik"), start() + seconds{1}), 1);
    auto const claimed = claim(MessageKind::email, start() + seconds{1});
    ASSERT_EQ(claimed.size(), 1U);
    EXPECT_TRUE(open_content(sealer(), MessageKind::email, claimed[0]));
    EXPECT_EQ(take_up(std::nullopt, start() + seconds{1}), 2);
    EXPECT_EQ(claim(MessageKind::email, start() + seconds{1}).size(), 2U);
    EXPECT_EQ(take_up(std::nullopt, start() + seconds{1}), 0) << "what waits is not given up";
}

// Sixteen workers of as many processes, each for as long as it finds something.
TEST_P(OutboxStore, EachDueMessageIsClaimedByOneOfManyWorkers) {
    constexpr int racers = 16, messages = 80;
    for (int i = 1; i <= messages; ++i) {
        auto message = an_sms("code");
        message.send_number = i;
        queue(message);
    }
    std::mutex mutex;
    std::map<Id<NewMessage>, std::vector<std::int64_t>> tries_of;
    std::vector<std::jthread> threads;
    for (int racer = 0; racer < racers; ++racer)
        threads.emplace_back([&, at_once = 1 + racer % 3] {
            for (;;) {
                auto const mine = claim(MessageKind::sms, start(), at_once);
                if (mine.empty()) return;
                std::lock_guard const lock(mutex);
                for (auto const& message : mine) tries_of[message.claim.id].push_back(message.claim.tries);
            }
        });
    threads.clear();
    EXPECT_EQ(tries_of.size(), static_cast<std::size_t>(messages)) << "none is left";
    for (auto const& [id, tries] : tries_of) EXPECT_EQ(tries, std::vector<std::int64_t>{1}) << id.text();
}

// FOR UPDATE SKIP LOCKED: a worker in the midst of its claim holds nobody up. SQLite has one writer at a
// time.
TEST_P(OutboxStore, AClaimUnderWayLeavesTheOthersToOthers) {
    if (database().is_sqlite()) return;
    queue(an_email("een"));
    queue(an_email("twee"));
    database().transaction([&](Transaction& t) {
        auto const first = claim_due(t, MessageKind::email, start(), 1);
        auto const rest = claim(MessageKind::email, start());
        ASSERT_EQ(first.size(), 1U);
        ASSERT_EQ(rest.size(), 1U);
        EXPECT_NE(rest[0].claim.id, first[0].claim.id);
    });
}

INSTANTIATE_TEST_SUITE_P(Databases, OutboxStore, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
