// SPDX-License-Identifier: EUPL-1.2
#include "factors/factor_rules.hpp"

#include <algorithm>

namespace voordeur {
namespace {

bool is_known(FactorFacts const& factor, std::span<FactorKind const> known) {
    return std::ranges::find(known, FactorKind{factor.kind}) != known.end();
}

}  // namespace

std::chrono::minutes factor_wait(std::int64_t failed_challenges) {
    auto const over = failed_challenges - 10;
    if (over < 0) return std::chrono::minutes(0);
    return std::chrono::minutes(
        std::min<std::int64_t>(std::int64_t{1} << std::min<std::int64_t>(over, 6), 60));
}

FactorStanding standing_of(FactorFacts const& factor, Time now) {
    if (factor_is_worn_out(factor.failed_challenges)) return FactorWornOut{};
    if (factor.wait_until && now < *factor.wait_until) return FactorWaits{*factor.wait_until};
    return FactorUsable{};
}

std::vector<std::size_t> factors_to_ask(std::span<FactorFacts const> factors,
                                        std::span<FactorKind const> known, Time now) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < factors.size(); ++i)
        if (is_known(factors[i], known) && std::holds_alternative<FactorUsable>(standing_of(factors[i], now)))
            order.push_back(i);
    std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
        auto const &one = factors[left], &other = factors[right];
        if (one.is_preferred != other.is_preferred) return one.is_preferred;
        return one.made_at < other.made_at;
    });
    return order;
}

std::variant<FactorWaits, FactorWornOut> why_none_can_be_asked(std::span<FactorFacts const> factors,
                                                               std::span<FactorKind const> known, Time now) {
    std::optional<Time> soonest;
    for (auto const& factor : factors)
        if (auto const standing = standing_of(factor, now);
            is_known(factor, known) && std::holds_alternative<FactorWaits>(standing)) {
            auto const until = std::get<FactorWaits>(standing).until;
            soonest = soonest ? std::min(*soonest, until) : until;
        }
    if (soonest) return FactorWaits{*soonest};
    return FactorWornOut{};
}

}  // namespace voordeur
