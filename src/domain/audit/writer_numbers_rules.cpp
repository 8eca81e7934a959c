// SPDX-License-Identifier: EUPL-1.2
#include "audit/writer_numbers_rules.hpp"

#include <algorithm>

namespace voordeur {

void WriterNumbers::take(std::string const& writer, std::int64_t number) {
    auto& taken = writers_[writer];
    if (number <= taken.whole_to) return;
    taken.later.insert(number);
    while (!taken.later.empty() && *taken.later.begin() == taken.whole_to + 1) {
        ++taken.whole_to;
        taken.later.erase(taken.later.begin());
    }
}

void WriterNumbers::fill(std::string const& writer, std::int64_t number) {
    auto const known = writers_.find(writer);
    if (known == writers_.end()) return;
    auto const& [whole_to, later, expected] = known->second;
    auto const last = std::max(expected, later.empty() ? whole_to : *later.rbegin());
    if (number <= last) take(writer, number);
}

void WriterNumbers::expect(std::string const& writer, std::int64_t number) {
    auto& taken = writers_[writer];
    taken.expected = std::max(taken.expected, number);
}

std::vector<WriterNumbers::Gap> WriterNumbers::gaps() const {
    std::vector<Gap> gaps;
    for (auto const& [writer, taken] : writers_) {
        auto before = taken.whole_to;
        for (auto const number : taken.later) {
            if (number > before + 1) gaps.push_back({writer, before + 1, number - 1});
            before = number;
        }
        if (taken.expected > before) gaps.push_back({writer, before + 1, taken.expected});
    }
    return gaps;
}

}  // namespace voordeur
