// SPDX-License-Identifier: EUPL-1.2
#include "metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

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
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::count(Answered const& answered) {
    std::string const route(answered.route);
    families_->requests.Add({{"route", route}, {"status", std::to_string(answered.status)}}).Increment();
    families_->seconds.Add({{"route", route}}, page_seconds)
        .Observe(std::chrono::duration<double>(answered.took).count());
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
