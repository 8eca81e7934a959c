// SPDX-License-Identifier: EUPL-1.2
#include "metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "app.hpp"
#include "base/id.hpp"
#include "support/contract_installation.hpp"

namespace voordeur {
namespace {

using testing::HasSubstr;
using testing::Not;

Answered answer(std::string_view route, Method method, int status) {
    return {.route = route, .method = method, .status = status};
}

TEST(SignInOutcome, IsToldByTheAnswer) {
    struct Case {
        int status;
        std::string_view led_to, outcome;
    };
    for (auto const& [status, led_to, outcome] : {
             Case{303, "/inloggen/code", "right"},
             Case{303, "/diensten", "right"},
             Case{303, "/inloggen", "ended"},
             Case{422, "", "wrong"},
             Case{429, "", "wait"},
             Case{503, "", "busy"},
             Case{400, "", "refused"},
             Case{403, "", "refused"},
             Case{500, "", "failed"},
         }) {
        auto answered = answer("/inloggen", Method::post, status);
        answered.led_to = led_to;
        EXPECT_EQ(sign_in_outcome(answered), outcome) << status << " " << led_to;
    }
}

struct Taking final : Transport {
    SendOutcome send(Id<NewMessage> const&, Email const&) override { return {SendResult::sent, ""}; }
    SendOutcome send(Id<NewMessage> const&, Sms const&) override { return {SendResult::sent, ""}; }
};

class MetricsText : public testing::TestWithParam<std::string> {
  protected:
    void queue(MessageKind kind, std::string const& about, Time now) {
        NewMessage message{
            .purpose = "invitation", .about_id = about, .expires_at = now + std::chrono::hours(1)};
        if (kind == MessageKind::sms)
            message.content = Sms{.to_e164 = "+31612345678"};
        else
            message.content = Email{.to = "jan@post.example"};
        installation_.database().transaction(
            [&](Transaction& transaction) { queue_.queue(transaction, message, now); });
    }

    ContractInstallation installation_{GetParam()};
    App const app_{installation_->app()};
    Outbox queue_{installation_.sealer(), installation_.random(), installation_->bell()};
    Taking transport_;
    OutboxWorker outbox_{
        {installation_.database(), installation_.sealer(), transport_, installation_->clock()},
        installation_->bell()};
    Metrics metrics_{{installation_->clock(), installation_.database(), app_.hasher, outbox_}};
};

TEST_P(MetricsText, CountsAnswersByRouteMethodAndStatus) {
    for (auto const method : {Method::get, Method::post, Method::post})
        metrics_.count(answer("/inloggen", method, 200));
    metrics_.count(answer("/inloggen", Method::post, 422));
    metrics_.count(answer("/inloggen/code", Method::post, 303));
    metrics_.count(answer("/contact", Method::get, 200));
    auto const text = metrics_.text();
    for (auto const* line :
         {"voordeur_requests_total{method=\"GET\",route=\"/inloggen\",status=\"200\"} 1\n",
          "voordeur_requests_total{method=\"POST\",route=\"/inloggen\",status=\"200\"} 2\n",
          "voordeur_request_duration_seconds_count{method=\"GET\",route=\"/contact\"} 1\n",
          "voordeur_sign_ins_total{outcome=\"wrong\",step=\"password\"} 1\n",
          "voordeur_sign_ins_total{outcome=\"right\",step=\"code\"} 1\n"})
        EXPECT_THAT(text, HasSubstr(line));
}

TEST_P(MetricsText, TellsWhatWaitsAndForHowLong) {
    auto const now = installation_->clock().now();
    EXPECT_THAT(metrics_.text(), HasSubstr("voordeur_messages_waiting{kind=\"sms\"} 0\n"));
    queue(MessageKind::email, "a", now - std::chrono::minutes(30));
    queue(MessageKind::email, "b", now);
    queue(MessageKind::sms, "c", now);
    auto const text = metrics_.text();
    EXPECT_THAT(text, HasSubstr("voordeur_messages_waiting{kind=\"email\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("voordeur_messages_waiting{kind=\"sms\"} 1\n"));
    EXPECT_THAT(text,
                testing::ContainsRegex("voordeur_messages_oldest_age_seconds.kind=\"email\". 180[0-9]"));
}

TEST_P(MetricsText, TellsOfTheDatabaseTheProcessAndTheSweep) {
    auto const text = metrics_.text();
    for (auto const* line :
         {"voordeur_database_up 1\n", "voordeur_database_connections{state=\"in_use\"} 0\n",
          "voordeur_audit_pending_events 0\n", "voordeur_locked_registrations 0\n",
          "voordeur_last_sweep_timestamp_seconds 0\n", "voordeur_build_info{version=\"voordeur ",
          "process_start_time_seconds 1"})
        EXPECT_THAT(text, HasSubstr(line));
    for (auto const* name : {"process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds",
                             "process_max_fds", "voordeur_database_connections_max"})
        EXPECT_THAT(text, Not(HasSubstr("\n" + std::string(name) + " 0\n"))) << name;
    metrics_.note_sweep(from_stored(1'800'000'000'000));
    EXPECT_THAT(metrics_.text(), HasSubstr("voordeur_last_sweep_timestamp_seconds 1800000000\n"));
}

TEST_P(MetricsText, CountsTheSmsOfEachCountry) {
    outbox_.start();
    auto const now = installation_->clock().now();
    for (auto const& [about, country] : {std::pair{"a", "NL"}, {"b", "NL"}, {"c", "SR"}})
        installation_.database().transaction([&](Transaction& transaction) {
            queue_.queue(transaction,
                         {.purpose = "sign_in_code",
                          .about_id = about,
                          .expires_at = now + std::chrono::hours(1),
                          .content = Sms{.to_e164 = "+31612345678", .country = country}},
                         now);
        });
    std::string text;
    for (int i = 0; i < 100 && text.find("outcome=\"sent\"} 3\n") == std::string::npos; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        text = metrics_.text();
    }
    outbox_.stop();
    EXPECT_THAT(text, HasSubstr("voordeur_sms_sent_total{country=\"NL\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("voordeur_sms_sent_total{country=\"SR\"} 1\n"));
}

// The tables are gone: as good as a database that does not answer.
TEST_P(MetricsText, SaysThatTheDatabaseIsAway) {
    installation_.database().execute_script("ALTER TABLE message RENAME TO message_gone");
    auto const text = metrics_.text();
    EXPECT_THAT(text, HasSubstr("voordeur_database_up 0\n"));
    EXPECT_THAT(text, Not(HasSubstr("voordeur_messages_waiting")));
}

INSTANTIATE_TEST_SUITE_P(Databases, MetricsText, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
