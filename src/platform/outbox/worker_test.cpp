// SPDX-License-Identifier: EUPL-1.2
#include "outbox/worker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>

#include "demo/demo_mailbox.hpp"
#include "outbox/message_content.hpp"
#include "support/outbox_test.hpp"

namespace voordeur {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class SetClock final : public Clock {
  public:
    explicit SetClock(Time time) : time_(time) {}
    Time now() const override { return time_; }
    void set(Time time) { time_ = time; }

  private:
    std::atomic<Time> time_;
};

// Answers what the test says and keeps what it was given.
class Script final : public Transport {
  public:
    SendOutcome send(Id<NewMessage> const& id, Email const&) override { return answer(id, emails); }
    SendOutcome send(Id<NewMessage> const& id, Sms const&) override { return answer(id, texts); }

    std::function<SendOutcome()> reply = [] { return SendOutcome{SendResult::sent, ""}; };
    std::atomic<int> emails{0};
    std::atomic<int> texts{0};
    std::mutex mutex;
    std::vector<std::string> ids;

  private:
    SendOutcome answer(Id<NewMessage> const& id, std::atomic<int>& count) {
        ++count;
        {
            std::lock_guard const lock(mutex);
            ids.push_back(id.text());
        }
        return reply();
    }
};

int times(std::string_view text, std::string_view part) {
    int found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

class DeliveryTest : public OutboxTest {
  protected:
    bool deliver(Delivery& delivery) { return delivery.deliver_one(std::stop_token()); }
    // About registration-1, registration-2, …
    void queue_emails(int count) {
        for (int i = 1; i <= count; ++i) {
            auto message = an_email("een");
            message.about_id = "registration-" + std::to_string(i);
            queue(message);
        }
    }

    SetClock clock{start()};
    Script script;
    DeliveryRooms rooms{database(), sealer(), script, clock};
};

TEST_F(DeliveryTest, SendsWhatIsDueOnce) {
    Delivery delivery(rooms, MessageKind::email);
    EXPECT_FALSE(deliver(delivery));
    queue(an_email("een"));
    EXPECT_TRUE(deliver(delivery));
    EXPECT_FALSE(deliver(delivery));
    EXPECT_EQ(script.emails, 1);
    EXPECT_EQ(state().state, "sent");
    EXPECT_EQ(delivery.counts().sent, 1U);
}

TEST_F(DeliveryTest, TriesAgainUnderTheSameIdUntilItExpires) {
    Delivery delivery(rooms, MessageKind::sms);
    queue(an_sms("code"));
    script.reply = [] { return SendOutcome{SendResult::later, "HTTP 503"}; };
    while (state().state == "waiting") {
        ASSERT_TRUE(deliver(delivery));
        EXPECT_FALSE(deliver(delivery));
        if (auto const next = state().next_try_at) clock.set(*next);
    }
    EXPECT_EQ(state().state, "expired");
    EXPECT_EQ(state().last_error, "HTTP 503");
    EXPECT_EQ(state().ended_at, start() + minutes{10} - seconds{30});
    EXPECT_EQ(script.ids, std::vector<std::string>(script.ids.size(), script.ids[0]));
    EXPECT_EQ(delivery.counts().retried, script.ids.size() - 1);
    EXPECT_EQ(delivery.counts().expired, 1U);
}

TEST_F(DeliveryTest, GivesUpWhatIsRefusedForGood) {
    Delivery delivery(rooms, MessageKind::email);
    queue(an_email("een"));
    script.reply = [] { return SendOutcome{SendResult::never, "SMTP 550 5.1.1 (recipient)"}; };
    EXPECT_TRUE(deliver(delivery));
    EXPECT_EQ(state().state, "given_up");
    EXPECT_EQ(state().last_error, "SMTP 550 5.1.1 (recipient)");
    EXPECT_EQ(delivery.counts().given_up, 1U);
}

TEST_F(DeliveryTest, SurvivesATransportThatThrows) {
    Delivery delivery(rooms, MessageKind::email);
    queue(an_email("een"));
    script.reply = []() -> SendOutcome { throw std::runtime_error("no memory"); };
    EXPECT_TRUE(deliver(delivery));
    EXPECT_EQ(state().state, "waiting");
    EXPECT_EQ(state().last_error, "internal error");
}

TEST_F(DeliveryTest, GivesUpWhatTheKeyRingDoesNotOpen) {
    Delivery delivery(rooms, MessageKind::email);
    queue(an_email("een"));
    database().transaction([](Transaction& t) { t.run("UPDATE message SET content = 'x'"); });
    EXPECT_TRUE(deliver(delivery));
    EXPECT_EQ(state().state, "given_up");
    EXPECT_EQ(script.emails, 0);
}

TEST_F(DeliveryTest, ExpiresWhatWasNeverTried) {
    Delivery delivery(rooms, MessageKind::email);
    queue(an_email("een"));
    clock.set(start() + minutes{11});
    EXPECT_FALSE(deliver(delivery));
    EXPECT_EQ(state().state, "expired");
    EXPECT_EQ(delivery.counts().expired, 1U);
    EXPECT_EQ(script.emails, 0);
}

TEST_F(DeliveryTest, LeavesTheOthersAloneWhileTheGatewayIsDown) {
    Delivery delivery(rooms, MessageKind::email);
    queue_emails(9);
    script.reply = [] { return SendOutcome{SendResult::down, "Couldn't connect to server"}; };
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(deliver(delivery));
    EXPECT_TRUE(delivery.is_held_up());
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(deliver(delivery));
    EXPECT_EQ(script.emails, 3);
    EXPECT_EQ(state("registration-9").tries, 0);
    // One tries; when it finds the gateway back, all go.
    clock.set(start() + seconds{2});
    script.reply = [] { return SendOutcome{SendResult::sent, ""}; };
    for (int i = 0; i < 6; ++i) EXPECT_TRUE(deliver(delivery)) << i;
    EXPECT_FALSE(delivery.is_held_up());
    EXPECT_EQ(state("registration-9").state, "sent");
}

TEST_F(DeliveryTest, SaysOnceThatTheGatewayIsDownAndOnceThatItIsBack) {
    Delivery delivery(rooms, MessageKind::email);
    queue_emails(9);
    script.reply = [] { return SendOutcome{SendResult::down, "Couldn't connect to server"}; };
    testing::internal::CaptureStdout();
    for (auto now = start(); now < start() + minutes{5}; now += seconds{1}) {
        clock.set(now);
        deliver(delivery);
    }
    script.reply = [] { return SendOutcome{SendResult::sent, ""}; };
    clock.set(start() + minutes{6});
    while (deliver(delivery)) {
    }
    auto const log = testing::internal::GetCapturedStdout();
    EXPECT_EQ(times(log, "gateway_down"), 1) << log;
    EXPECT_EQ(times(log, "gateway_back"), 1) << log;
}

// It stands in for a mail to somebody: nothing leaves, and how it ended tells nothing about the mail server.
TEST_F(DeliveryTest, AMailToNobodyIsForgottenUnsentAndTellsNothingOfTheGateway) {
    Delivery delivery(rooms, MessageKind::email);
    queue_emails(4);
    script.reply = [] { return SendOutcome{SendResult::down, "Couldn't connect to server"}; };
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(deliver(delivery));
    auto to_nobody = an_email("twee");
    to_nobody.about_id = "nobody";
    to_nobody.urgency = Urgency::asked_for;
    std::get<Email>(to_nobody.content).to = address_of_nobody;
    clock.set(start() + seconds{2});
    queue(to_nobody, start() + seconds{2});
    EXPECT_TRUE(deliver(delivery));
    EXPECT_EQ(state("nobody").state, "") << "it is gone";
    EXPECT_EQ(script.emails, 3);
    EXPECT_TRUE(delivery.is_held_up());
    // It is the next one's turn to try.
    EXPECT_TRUE(deliver(delivery));
    EXPECT_EQ(script.emails, 4);
}

// Who found nothing to send after all does not hold up the others as who tries would.
TEST_F(DeliveryTest, LeavesItsTurnToTheNextWhenAllThatWasDueHadExpired) {
    Delivery delivery(rooms, MessageKind::email);
    queue_emails(3);
    script.reply = [] { return SendOutcome{SendResult::down, "Couldn't connect to server"}; };
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(deliver(delivery));
    clock.set(start() + minutes{11});
    EXPECT_FALSE(deliver(delivery));
    EXPECT_EQ(delivery.counts().expired, 3U);
    auto message = an_email("twee");
    message.expires_at = start() + minutes{30};
    queue(message, start() + minutes{11});
    script.reply = [] { return SendOutcome{SendResult::sent, ""}; };
    EXPECT_TRUE(deliver(delivery));
}

TEST_F(DeliveryTest, GivesNothingUpBeforeItHasExpiredHoweverLongTheGatewayIsDown) {
    Delivery delivery(rooms, MessageKind::email);
    auto message = an_email("een");
    message.expires_at = start() + std::chrono::hours{72};
    queue(message);
    script.reply = [] { return SendOutcome{SendResult::down, "Couldn't connect to server"}; };
    for (auto now = start(); now < message.expires_at - minutes{1}; now += minutes{7}) {
        clock.set(now);
        deliver(delivery);
        ASSERT_EQ(state().state, "waiting") << (now - start()) / minutes{1};
    }
    clock.set(message.expires_at - seconds{30});
    script.reply = [] { return SendOutcome{SendResult::sent, ""}; };
    EXPECT_TRUE(deliver(delivery));
    EXPECT_EQ(state().state, "sent");
}

// Ten thousand invitations of a practice that changes over; then a patient asks for a mail, and one for a
// code.
TEST_F(DeliveryTest, WhatIsUrgentGoesBeforeTenThousandInvitations) {
    database().transaction([&](Transaction& transaction) {
        for (int i = 1; i <= 10'000; ++i) {
            auto message = an_email("invitation");
            message.send_number = i;
            message.urgency = Urgency::other;
            outbox().queue(transaction, message, start());
        }
    });
    Delivery delivery(rooms, MessageKind::email);
    EXPECT_TRUE(deliver(delivery));
    clock.set(start() + minutes{1});
    auto asked_for = an_email("link");
    asked_for.about_id = "registration-2";
    asked_for.urgency = Urgency::asked_for;
    queue(asked_for, start() + seconds{59});
    auto code = an_email("code");
    code.about_id = "registration-3";
    code.urgency = Urgency::code;
    queue(code, start() + minutes{1});
    EXPECT_TRUE(deliver(delivery));
    EXPECT_EQ(state("registration-3").state, "sent");
    EXPECT_TRUE(deliver(delivery));
    EXPECT_EQ(state("registration-2").state, "sent");
}

class WorkerTest : public DeliveryTest {
  protected:
    static bool within(milliseconds limit, std::function<bool()> const& holds) {
        auto const end = std::chrono::steady_clock::now() + limit;
        while (!holds()) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::sleep_for(milliseconds{5});
        }
        return true;
    }
};

// Without the bell each of them would wait out a pause of a second.
TEST_F(WorkerTest, SendsAsSoonAsItIsQueued) {
    OutboxWorker worker(rooms, bell());
    worker.start();
    auto const begin = std::chrono::steady_clock::now();
    for (int i = 1; i <= 20; ++i) {
        auto code = an_sms("code");
        code.send_number = i;
        queue(code);
        ASSERT_TRUE(within(seconds{30}, [&] { return script.texts == i; }));
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds{10});
}

TEST_F(WorkerTest, SendsWhatAnotherProcessQueued) {
    OutboxWorker worker(rooms, bell());
    worker.start();
    queue_elsewhere(an_email("een"));
    EXPECT_TRUE(within(seconds{10}, [&] { return script.emails == 1; }));
    EXPECT_TRUE(within(seconds{10}, [&] { return worker.delivery(MessageKind::email).counts().sent == 1; }));
}

// One after the other they would wait for each other's end.
TEST_F(WorkerTest, SendsAsManyMailsAtOnceAsItIsTold) {
    std::atomic<int> under_way{0};
    std::atomic<bool> release{false};
    script.reply = [&] {
        ++under_way;
        while (under_way < 4 && !release) std::this_thread::sleep_for(milliseconds{1});
        return SendOutcome{SendResult::sent, ""};
    };
    OutboxWorker worker(rooms, bell(), 4);
    worker.start();
    for (auto const* name : {"een", "twee", "drie", "vier"}) queue(an_email(name));
    EXPECT_TRUE(within(seconds{10}, [&] { return worker.delivery(MessageKind::email).counts().sent == 4; }));
    release = true;
}

TEST_F(WorkerTest, ASlowMailServerDoesNotDelayACode) {
    std::atomic<bool> release{false};
    script.reply = [&] {
        while (script.texts == 0 && !release) std::this_thread::sleep_for(milliseconds{1});
        return SendOutcome{SendResult::sent, ""};
    };
    OutboxWorker worker(rooms, bell());
    worker.start();
    queue(an_email("een"));
    EXPECT_TRUE(within(seconds{10}, [&] { return script.emails == 1; }));
    queue(an_sms("code"));
    EXPECT_TRUE(within(seconds{10}, [&] { return script.texts == 1; }));
    release = true;
}

TEST_F(WorkerTest, TwoWorkersSendEachMessageOnce) {
    for (int i = 1; i <= 40; ++i) {
        auto message = i % 2 == 0 ? an_sms("code") : an_email("een");
        message.send_number = i;
        queue(message);
    }
    OutboxWorker one(rooms, bell());
    one.start();
    OutboxWorker two(rooms, bell());
    two.start();
    EXPECT_TRUE(within(seconds{30}, [&] { return script.emails + script.texts == 40; }));
    one.stop();
    two.stop();
    std::sort(script.ids.begin(), script.ids.end());
    EXPECT_EQ(std::unique(script.ids.begin(), script.ids.end()), script.ids.end());
    EXPECT_EQ(script.ids.size(), 40U);
}

TEST_F(WorkerTest, OutlivesADatabaseThatFails) {
    database().transaction([](Transaction& t) { t.run("ALTER TABLE message RENAME TO away"); });
    OutboxWorker worker(rooms, bell());
    worker.start();
    std::this_thread::sleep_for(milliseconds{100});
    database().transaction([](Transaction& t) { t.run("ALTER TABLE away RENAME TO message"); });
    queue(an_sms("code"));
    EXPECT_TRUE(within(seconds{10}, [&] { return script.texts == 1; }));
}

TEST_F(WorkerTest, StopsWhenIdleAndTwice) {
    OutboxWorker worker(rooms, bell());
    worker.start();
    worker.stop();
    worker.stop();
}

TEST_F(WorkerTest, DeliversIntoTheDemoMailbox) {
    DemoMailbox mailbox(clock, "");
    OutboxWorker worker({database(), sealer(), mailbox, clock}, bell());
    worker.start();
    queue(an_email("een"));
    EXPECT_TRUE(within(seconds{10}, [&] { return mailbox.newest_first().size() == 1; }));
    EXPECT_EQ(std::get<Email>(mailbox.newest_first()[0].content).to, "jan@post.example");
    EXPECT_EQ(mailbox.newest_first()[0].at, start());
}

TEST(DemoMailboxTest, KeepsTheNewest200NewestFirst) {
    SetClock const clock(from_stored(0));
    DemoMailbox mailbox(clock, "");
    for (int i = 1; i <= 205; ++i) mailbox.send(Id<NewMessage>(std::to_string(i)), Sms{});
    auto const messages = mailbox.newest_first();
    ASSERT_EQ(messages.size(), 200U);
    EXPECT_EQ(messages.front().id.text(), "205");
    EXPECT_EQ(messages.back().id.text(), "6");
}

}  // namespace
}  // namespace voordeur
