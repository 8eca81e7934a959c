// SPDX-License-Identifier: EUPL-1.2
#include <sched.h>

#include "configuration/sections.hpp"

namespace voordeur {

HashingCost read_hashing_cost(Section const& section) {
    HashingCost cost;
    cost.memory_kib = static_cast<std::uint32_t>(
        section.number_or("memory_kib", static_cast<int>(cost.memory_kib), {19 * 1024, 4 * 1024 * 1024}));
    cost.passes =
        static_cast<std::uint32_t>(section.number_or("passes", static_cast<int>(cost.passes), {2, 1000}));
    return cost;
}

HashingGate read_hashing_gate(Section const& section) {
    HashingGate gate;
    gate.slots = static_cast<unsigned>(section.number_or("slots", 0, {0, 1024}));
    if (gate.slots == 0) gate.slots = usable_cores();
    gate.queue = static_cast<unsigned>(section.number_or("queue", static_cast<int>(gate.queue), {1, 10'000}));
    auto const wait = static_cast<int>(gate.longest_wait.count());
    gate.longest_wait = std::chrono::milliseconds(section.number_or("wait_milliseconds", wait, {1, 60'000}));
    return gate;
}

unsigned usable_cores() {
    cpu_set_t cores;
    auto const count = sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores) : 0;
    return count > 0 ? static_cast<unsigned>(count) : 1;
}

}  // namespace voordeur
