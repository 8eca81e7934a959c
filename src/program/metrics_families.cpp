// SPDX-License-Identifier: EUPL-1.2
#include "metrics_families.hpp"

#include <prometheus/text_serializer.h>

namespace voordeur {
namespace {

prometheus::MetricFamily family(prometheus::MetricType type, std::string name, std::string help) {
    prometheus::MetricFamily fresh;
    fresh.name = std::move(name);
    fresh.help = std::move(help);
    fresh.type = type;
    return fresh;
}

}  // namespace

MetricFamilies& MetricFamilies::counter(std::string name, std::string help) {
    families_.push_back(family(prometheus::MetricType::Counter, std::move(name), std::move(help)));
    return *this;
}

MetricFamilies& MetricFamilies::gauge(std::string name, std::string help) {
    families_.push_back(family(prometheus::MetricType::Gauge, std::move(name), std::move(help)));
    return *this;
}

MetricFamilies& MetricFamilies::add(double value, Labels const& labels) {
    auto& current = families_.back();
    prometheus::ClientMetric metric;
    for (auto const& [name, text] : labels) metric.label.push_back({name, text});
    (current.type == prometheus::MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    current.metric.push_back(std::move(metric));
    return *this;
}

std::string MetricFamilies::text() const {
    return prometheus::TextSerializer{}.Serialize(families_);
}

}  // namespace voordeur
