// SPDX-License-Identifier: EUPL-1.2
#include "factors/factor_rules.hpp"

#include <algorithm>

namespace voordeur {
namespace {

FactorKind const* kind_of(FactorFacts const& factor, std::span<FactorKind const> known) {
    auto const found = std::ranges::find(known, factor.kind, &FactorKind::name);
    return found == known.end() ? nullptr : &*found;
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
    if (factor.stopped_at) return FactorStopped{};
    if (factor.wait_until && now < *factor.wait_until) return FactorWaits{*factor.wait_until};
    return FactorUsable{};
}

FactorStanding standing_in_recovery(FactorFacts const& factor, Time now) {
    if (factor_is_worn_out(factor.failed_challenges) || factor_is_worn_out(factor.failed_in_recovery))
        return FactorWornOut{};
    if (factor.recovery_waits_until && now < *factor.recovery_waits_until)
        return FactorWaits{*factor.recovery_waits_until};
    return FactorUsable{};
}

std::vector<std::size_t> factors_in_order(std::span<FactorFacts const> factors,
                                          std::span<FactorKind const> known) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < factors.size(); ++i)
        if (kind_of(factors[i], known) != nullptr) order.push_back(i);
    std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
        auto const &one = factors[left], &other = factors[right];
        auto const one_is_spare = kind_of(one, known)->is_spare;
        if (one_is_spare != kind_of(other, known)->is_spare) return !one_is_spare;
        if (one.is_preferred != other.is_preferred) return one.is_preferred;
        return one.made_at < other.made_at;
    });
    return order;
}

std::vector<std::size_t> factors_to_ask(std::span<FactorFacts const> factors,
                                        std::span<FactorKind const> known, Time now) {
    auto order = factors_in_order(factors, known);
    std::erase_if(order, [&](std::size_t index) {
        return !std::holds_alternative<FactorUsable>(standing_of(factors[index], now));
    });
    return order;
}

bool may_be_removed(std::size_t which, std::span<FactorFacts const> factors,
                    std::span<FactorKind const> known) {
    for (std::size_t i = 0; i < factors.size(); ++i) {
        auto const* kind = kind_of(factors[i], known);
        if (i != which && kind != nullptr && !kind->is_spare &&
            !factor_is_worn_out(factors[i].failed_challenges) && !factors[i].stopped_at)
            return true;
    }
    return false;
}

std::variant<FactorWaits, FactorWornOut, FactorStopped> why_none_can_be_asked(
    std::span<FactorFacts const> factors, std::span<FactorKind const> known, Time now) {
    std::optional<Time> soonest;
    for (auto const& factor : factors)
        if (auto const standing = standing_of(factor, now);
            kind_of(factor, known) != nullptr && std::holds_alternative<FactorWaits>(standing)) {
            auto const until = std::get<FactorWaits>(standing).until;
            soonest = soonest ? std::min(*soonest, until) : until;
        }
    if (soonest) return FactorWaits{*soonest};
    auto const is_stopped = [&](FactorFacts const& factor) {
        return kind_of(factor, known) != nullptr &&
               std::holds_alternative<FactorStopped>(standing_of(factor, now));
    };
    if (std::ranges::any_of(factors, is_stopped)) return FactorStopped{};
    return FactorWornOut{};
}

}  // namespace voordeur
