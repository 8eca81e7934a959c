// SPDX-License-Identifier: EUPL-1.2
#include "audit/writer_numbers_rules.hpp"

#include <algorithm>
#include <iterator>

#include "base/number.hpp"

namespace voordeur {

void WriterNumbers::add_range(Taken& taken, std::int64_t first, std::int64_t last) {
    auto& ranges = taken.ranges;
    auto at = ranges.upper_bound(first);
    if (at != ranges.begin() && std::prev(at)->second >= first - 1) {
        --at;
        first = at->first;
    }
    while (at != ranges.end() && at->first - 1 <= last) {
        last = std::max(last, at->second);
        at = ranges.erase(at);
    }
    ranges.emplace(first, last);
}

void WriterNumbers::take(std::string const& writer, std::int64_t number) {
    if (number >= 1) add_range(writers_[writer], number, number);
}

void WriterNumbers::fill(std::string const& writer, std::int64_t number) {
    auto const known = writers_.find(writer);
    if (known == writers_.end()) return;
    auto const& [ranges, expected] = known->second;
    auto const last = std::max(expected, ranges.empty() ? 0 : ranges.rbegin()->second);
    if (number <= last) take(writer, number);
}

void WriterNumbers::expect(std::string const& writer, std::int64_t number) {
    auto& taken = writers_[writer];
    taken.expected = std::max(taken.expected, number);
}

void WriterNumbers::take_all(WriterNumbers const& other) {
    for (auto const& [writer, taken] : other.writers_) {
        expect(writer, taken.expected);
        for (auto const& [first, last] : taken.ranges) add_range(writers_[writer], first, last);
    }
}

std::string WriterNumbers::text_of(std::string const& writer) const {
    auto const known = writers_.find(writer);
    if (known == writers_.end()) return "";
    std::string text;
    auto const add = [&](std::int64_t first, std::int64_t last) {
        text += (text.empty() ? "" : " ") + std::to_string(first) + "-" + std::to_string(last);
    };
    for (auto const& [first, last] : known->second.ranges) add(first, last);
    if (known->second.expected > 0) add(0, known->second.expected);
    return text;
}

bool WriterNumbers::take_text(std::string const& writer, std::string_view text) {
    while (!text.empty()) {
        auto const part = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        auto const dash = part.find('-');
        if (dash == part.npos) return false;
        auto const first = whole_number(part.substr(0, dash)), last = whole_number(part.substr(dash + 1));
        if (!first || !last || *first < 0 || *last < *first) return false;
        if (*first == 0)
            expect(writer, *last);
        else
            add_range(writers_[writer], *first, *last);
    }
    return true;
}

std::vector<std::string> WriterNumbers::writers() const {
    std::vector<std::string> names;
    for (auto const& [writer, taken] : writers_) names.push_back(writer);
    return names;
}

std::vector<WriterNumbers::Gap> WriterNumbers::gaps() const {
    std::vector<Gap> gaps;
    for (auto const& [writer, taken] : writers_) {
        std::int64_t before = 0;
        for (auto const& [first, last] : taken.ranges) {
            if (first > before + 1) gaps.push_back({writer, before + 1, first - 1});
            before = last;
        }
        if (taken.expected > before) gaps.push_back({writer, before + 1, taken.expected});
    }
    return gaps;
}

}  // namespace voordeur
