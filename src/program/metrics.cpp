// SPDX-License-Identifier: EUPL-1.2
#include "metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>
#include <shared_mutex>
#include <utility>

namespace voordeur {
namespace {

prometheus::Histogram::BucketBoundaries const page_seconds{0.0005, 0.001, 0.005, 0.025, 0.1, 0.5, 2};

// A count that is kept elsewhere, as it stands now.
prometheus::MetricFamily counted(std::string name, std::string help) {
    prometheus::MetricFamily family;
    family.name = std::move(name);
    family.help = std::move(help);
    family.type = prometheus::MetricType::Counter;
    return family;
}

void add(prometheus::MetricFamily& family, std::vector<prometheus::ClientMetric::Label> labels,
         double value) {
    prometheus::ClientMetric metric;
    metric.label = std::move(labels);
    metric.counter.value = value;
    family.metric.push_back(std::move(metric));
}

void add_gauge(prometheus::MetricFamily& family, std::string const& kind, bool is_set) {
    prometheus::ClientMetric metric;
    metric.label = {{"kind", kind}};
    metric.gauge.value = is_set ? 1 : 0;
    family.metric.push_back(std::move(metric));
}

void add_messages(prometheus::MetricFamily& family, std::string const& kind, Delivery const& delivery) {
    auto const& counts = delivery.counts();
    add(family, {{"kind", kind}, {"outcome", "sent"}}, counts.sent);
    add(family, {{"kind", kind}, {"outcome", "retried"}}, counts.retried);
    add(family, {{"kind", kind}, {"outcome", "expired"}}, counts.expired);
    add(family, {{"kind", kind}, {"outcome", "given_up"}}, counts.given_up);
}

}  // namespace

struct Metrics::Families {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                            .Name("voordeur_requests_total")
                                                            .Help("Answers by route and status.")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds = prometheus::BuildHistogram()
                                                             .Name("voordeur_page_seconds")
                                                             .Help("How long a page took.")
                                                             .Register(registry);

    struct Counted {
        prometheus::Counter& requests;
        prometheus::Histogram& seconds;
    };
    // Looking them up by their labels takes longer than all else that is counted.
    std::shared_mutex mutex;
    std::map<std::pair<std::string_view, int>, Counted> known;

    Counted counted(std::string_view route, int status) {
        {
            std::shared_lock const lock(mutex);
            if (auto const found = known.find({route, status}); found != known.end()) return found->second;
        }
        std::string const name(route);
        Counted const fresh{requests.Add({{"route", name}, {"status", std::to_string(status)}}),
                            seconds.Add({{"route", name}}, page_seconds)};
        std::unique_lock const lock(mutex);
        return known.try_emplace({route, status}, fresh).first->second;
    }
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::count(Answered const& answered) {
    auto const counted = families_->counted(answered.route, answered.status);
    counted.requests.Increment();
    counted.seconds.Observe(std::chrono::duration<double>(answered.took).count());
}

std::string Metrics::text(PasswordHasher const& hasher, OutboxWorker const& outbox) const {
    auto families = families_->registry.Collect();
    families.push_back(counted("voordeur_password_hashes_total", "Argon2id hashes made, dummies included."));
    add(families.back(), {}, hasher.hashes_done());
    families.push_back(
        counted("voordeur_password_hash_seconds_total", "How long they took, the wait for a place apart."));
    add(families.back(), {}, std::chrono::duration<double>(hasher.time_hashing()).count());
    families.push_back(counted("voordeur_messages_total", "E-mails and SMS by outcome."));
    add_messages(families.back(), "email", outbox.delivery(MessageKind::email));
    add_messages(families.back(), "sms", outbox.delivery(MessageKind::sms));
    families.push_back(
        counted("voordeur_gateway_down", "1 while nothing is sent, since the gateway is down."));
    families.back().type = prometheus::MetricType::Gauge;
    add_gauge(families.back(), "email", outbox.delivery(MessageKind::email).is_held_up());
    add_gauge(families.back(), "sms", outbox.delivery(MessageKind::sms).is_held_up());
    return prometheus::TextSerializer{}.Serialize(families);
}

}  // namespace voordeur
