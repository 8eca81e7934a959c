// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <utility>
#include <vector>

namespace voordeur {

// Figures that are kept elsewhere, as they stand now, in the shape that Prometheus' library writes out.
class MetricFamilies {
  public:
    using Labels = std::vector<std::pair<std::string, std::string>>;

    explicit MetricFamilies(std::vector<prometheus::MetricFamily> families)
        : families_(std::move(families)) {}

    // Begins a family; what is added next is in it.
    MetricFamilies& counter(std::string name, std::string help);
    MetricFamilies& gauge(std::string name, std::string help);
    MetricFamilies& add(double value, Labels const& labels = {});

    std::string text() const;

  private:
    std::vector<prometheus::MetricFamily> families_;
};

}  // namespace voordeur
