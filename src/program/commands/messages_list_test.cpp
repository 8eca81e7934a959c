// SPDX-License-Identifier: EUPL-1.2
// What `voordeur messages` tells whoever looks for a lost mail: each state in its own line, on both
// databases.
#include "commands/messages_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "base/id.hpp"
#include "factors/sms/sms_store.hpp"
#include "outbox/delivery.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "support/contract_installation.hpp"

namespace voordeur {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

// Tuesday 24 November 2026, 07:00 in Amsterdam.
Time const start = from_stored(1'795'500'000'000);

struct SetClock final : Clock {
    Time now() const override { return time; }
    Time time = start;
};

struct Gateway final : Transport {
    SendOutcome send(Id<NewMessage> const&, Email const&) override { return outcome; }
    SendOutcome send(Id<NewMessage> const&, Sms const&) override { return outcome; }
    SendOutcome outcome{SendResult::sent, ""};
};

SmsLimits small_budgets() {
    SmsLimits limits;
    limits.practice_a_day = 2;
    limits.country_a_day = 3;
    return limits;
}

class MessagesTable : public testing::TestWithParam<std::string> {
  protected:
    MessagesTable() {
        app_.database.transaction([&](Transaction& transaction) {
            add_practice(transaction,
                         {Id<Practice>("practice-1"), "de-linde", "Praktijk De Linde", "", "", false}, start);
            add_practice(transaction,
                         {Id<Practice>("practice-2"), "de-eik", "Praktijk De Eik", "", "", false}, start);
        });
    }

    std::string table(Time now = start) { return messages_table(app_.database, small_budgets(), now); }

    NewMessage mail(std::string const& purpose, std::string const& about_id = "registration-1") {
        return {.purpose = purpose,
                .about_id = about_id,
                .practice_id = Id<Practice>("practice-1"),
                .expires_at = start + hours(24),
                .content = Email{.to = "jan@post.example",
                                 .from_name = "Praktijk De Linde",
                                 .subject = "Stap 1: begin",
                                 .text = "Beste Jan de Vries,\n\nhttps://x.example/u/geheim\n"}};
    }
    NewMessage sms(std::string const& purpose, std::string const& about_id) {
        return {.purpose = purpose,
                .about_id = about_id,
                .urgency = Urgency::code,
                .expires_at = start + minutes(10),
                .content = Sms{.to_e164 = "+31612345678",
                               .text = "482915 is uw code",
                               .country = "NL",
                               .sender = "Voordeur"}};
    }
    void queue(NewMessage const& message, Time now = start) {
        app_.database.transaction(
            [&](Transaction& transaction) { outbox_.queue(transaction, message, now); });
    }
    // The worker's turn, with what the gateway answers.
    bool deliver(Delivery& delivery, SendResult result, std::string const& error) {
        gateway_.outcome = {result, error};
        return delivery.deliver_one(std::stop_token());
    }
    void note_sms_to(std::string const& country, std::optional<Id<Practice>> practice_id, bool is_bound,
                     Time at = start) {
        WantedSms const wanted{.account_id = Id<Account>("account-1"),
                               .practice_id = std::move(practice_id),
                               .country = country,
                               .phone_is_bound = is_bound};
        app_.database.transaction([&](Transaction& transaction) {
            note_sms(transaction, new_id<WantedSms>(start, app_.random), wanted, at);
        });
    }

    SetClock clock_;
    Gateway gateway_;
    ContractInstallation installation_{GetParam()};
    App const app_{installation_->app()};
    Bell bell_;
    Outbox outbox_{app_.sealer, app_.random, bell_};
    DeliveryRooms const rooms_{app_.database, app_.sealer, gateway_, clock_};
    Delivery emails_{rooms_, MessageKind::email};
    Delivery texts_{rooms_, MessageKind::sms};
};

TEST_P(MessagesTable, IsShortWhenNothingWaits) {
    EXPECT_EQ(table(), "Nothing waits.\n");
}

TEST_P(MessagesTable, SaysOfEachWhyItWaits) {
    auto asked_for = mail("confirmation");
    asked_for.urgency = Urgency::asked_for;
    queue(asked_for);
    for (int tries = 1; tries <= 7; ++tries, clock_.time += minutes(1))
        ASSERT_TRUE(deliver(emails_, SendResult::later, "SMTP 450 4.2.1 (recipient)"));
    auto operators = mail("locked", "registration-2");
    operators.practice_id.reset();
    queue(operators);
    // The clock was set back since.
    queue(mail("invitation"), start + minutes(1));
    queue(sms("sign_in_code", "attempt-1"));
    app_.database.transaction(
        [](Transaction& transaction) { claim_due(transaction, MessageKind::sms, start, 1); });
    EXPECT_EQ("\n" + table(), R"(
KIND   PURPOSE       ABOUT           PRACTICE  MADE                             TRIES  NEXT TRY                         EXPIRES                            WHY
sms    sign_in_code  attempt-1       -         Tuesday 24 November 2026, 07:00  1      Tuesday 24 November 2026, 07:00  Tuesday 24 November 2026, 07:10    on its way
email  confirmation  registration-1  de-linde  Tuesday 24 November 2026, 07:00  7      Tuesday 24 November 2026, 07:08  Wednesday 25 November 2026, 07:00  SMTP 450 4.2.1 (recipient)
email  locked        registration-2  -         Tuesday 24 November 2026, 07:00  0      Tuesday 24 November 2026, 07:00  Wednesday 25 November 2026, 07:00  its turn has not come
email  invitation    registration-1  de-linde  Tuesday 24 November 2026, 07:01  0      Tuesday 24 November 2026, 07:01  Wednesday 25 November 2026, 07:00  waits for its time

Now waiting, and ended in the last day: 3 email waiting, 1 sms waiting.
)");
}

TEST_P(MessagesTable, CountsHowTheOthersOfTheDayEnded) {
    for (auto const result : {SendResult::never, SendResult::sent, SendResult::sent}) {
        queue(mail("invitation", new_uuid(start, app_.random)));
        deliver(emails_, result, result == SendResult::never ? "SMTP 550 5.1.1 (recipient)" : "");
    }
    queue(sms("sign_in_code", "attempt-1"));
    clock_.time = start + minutes(10);
    deliver(texts_, SendResult::sent, "");
    EXPECT_EQ(table(clock_.time),
              "Nothing waits.\n\nNow waiting, and ended in the last day: 1 email given_up, 2 email sent, 1 "
              "sms expired.\n");
    EXPECT_EQ(table(start + hours(24)),
              "Nothing waits.\n\nNow waiting, and ended in the last day: 1 email given_up, 2 email sent, 1 "
              "sms expired.\n");
    EXPECT_EQ(table(start + hours(24) + seconds(1)),
              "Nothing waits.\n\nNow waiting, and ended in the last day: 1 sms expired.\n");
}

// The gateway is left alone after three that found it down; this command is another process and sees the
// rows.
TEST_P(MessagesTable, ShowsThatAGatewayIsDown) {
    for (int i = 1; i <= 5; ++i) queue(mail("invitation", "registration-" + std::to_string(i)));
    while (deliver(emails_, SendResult::down, "Couldn't connect to server")) {
    }
    ASSERT_TRUE(emails_.is_held_up());
    EXPECT_EQ("\n" + table(), R"(
KIND   PURPOSE     ABOUT           PRACTICE  MADE                             TRIES  NEXT TRY                         EXPIRES                            WHY
email  invitation  registration-4  de-linde  Tuesday 24 November 2026, 07:00  0      Tuesday 24 November 2026, 07:00  Wednesday 25 November 2026, 07:00  its turn has not come
email  invitation  registration-5  de-linde  Tuesday 24 November 2026, 07:00  0      Tuesday 24 November 2026, 07:00  Wednesday 25 November 2026, 07:00  its turn has not come
email  invitation  registration-1  de-linde  Tuesday 24 November 2026, 07:00  1      Tuesday 24 November 2026, 07:00  Wednesday 25 November 2026, 07:00  Couldn't connect to server
email  invitation  registration-2  de-linde  Tuesday 24 November 2026, 07:00  1      Tuesday 24 November 2026, 07:00  Wednesday 25 November 2026, 07:00  Couldn't connect to server
email  invitation  registration-3  de-linde  Tuesday 24 November 2026, 07:00  1      Tuesday 24 November 2026, 07:00  Wednesday 25 November 2026, 07:00  Couldn't connect to server

Now waiting, and ended in the last day: 5 email waiting.
)");
}

TEST_P(MessagesTable, HasTheFiftyMostUrgentAndCountsAll) {
    for (int i = 1; i <= 60; ++i) queue(mail("invitation", "registration-" + std::to_string(i)));
    queue(sms("sign_in_code", "attempt-1"));
    auto const shown = table();
    EXPECT_EQ(std::count(shown.begin(), shown.end(), '\n'), 1 + 50 + 2);
    EXPECT_THAT(shown, HasSubstr("\nsms    sign_in_code  attempt-1 "));
    EXPECT_THAT(shown, HasSubstr("\n\nNow waiting, and ended in the last day: 60 email waiting, 1 sms "
                                 "waiting.\n"));
}

TEST_P(MessagesTable, NamesTheBudgetsThatAreUsedUp) {
    note_sms_to("FR", Id<Practice>("practice-1"), false, start - hours(24));
    note_sms_to("FR", Id<Practice>("practice-1"), true);
    note_sms_to("FR", Id<Practice>("practice-1"), false);
    note_sms_to("FR", Id<Practice>("practice-2"), false);
    for (int i = 0; i < 9; ++i) note_sms_to("NL", std::nullopt, false);
    EXPECT_EQ(table(), "Nothing waits.\n");
    note_sms_to("DE", Id<Practice>("practice-1"), false);
    note_sms_to("FR", std::nullopt, false);
    EXPECT_EQ(table(),
              "Nothing waits.\n"
              "The SMS budget of practice de-linde is used up: 2 in the last day to numbers that are not "
              "confirmed.\n"
              "The SMS budget of country FR is used up: 3 in the last day to numbers that are not "
              "confirmed.\n");
    EXPECT_EQ(table(start + hours(24)), "Nothing waits.\n");
}

TEST_P(MessagesTable, HasNoPersonalData) {
    queue(mail("invitation"));
    queue(sms("sign_in_code", "attempt-1"));
    queue(mail("confirmation"));
    deliver(emails_, SendResult::later, "SMTP 450 4.2.1 (recipient)");
    auto const shown = table();
    for (auto const* personal :
         {"jan@post.example", "Jan", "De Linde", "Stap 1", "geheim", "612345678", "482915", "NL"})
        EXPECT_THAT(shown, Not(HasSubstr(personal)));
}

INSTANTIATE_TEST_SUITE_P(Databases, MessagesTable, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
