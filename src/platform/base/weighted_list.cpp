// SPDX-License-Identifier: EUPL-1.2
#include "base/weighted_list.hpp"

#include <algorithm>

namespace voordeur {
namespace {

std::string_view trimmed(std::string_view text) {
    auto const is_space = [](char character) { return character == ' ' || character == '\t'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

// What stands before the mark; that and the mark are taken off the text.
std::string_view take_until(std::string_view& text, char mark) {
    auto const part = text.substr(0, text.find(mark));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return part;
}

// "0.5" as 500.
std::optional<int> thousandths(std::string_view weight) {
    constexpr std::size_t longest = 5;
    if (weight.empty() || weight.size() > longest) return std::nullopt;
    int value = 0, place = 1000;
    for (std::size_t at = 0; at < weight.size(); ++at) {
        if (at == 1) {
            if (weight[at] != '.') return std::nullopt;
            continue;
        }
        if (weight[at] < '0' || weight[at] > '9') return std::nullopt;
        value += (weight[at] - '0') * place;
        place /= 10;
    }
    return value <= 1000 ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<WeightedItem> take_item(std::string_view& list) {
    auto parameter = take_until(list, ',');
    auto const has_weight = parameter.find(';') != std::string_view::npos;
    auto const name = trimmed(take_until(parameter, ';'));
    if (name.empty()) return std::nullopt;
    if (!has_weight) return WeightedItem{name};
    auto const key = take_until(parameter, '=');
    auto const weight = thousandths(trimmed(parameter));
    if (!is_name(trimmed(key), "q") || !weight) return std::nullopt;
    return WeightedItem{name, *weight};
}

bool is_name(std::string_view written, std::string_view name) {
    return std::ranges::equal(written, name, [](char left, char right) {
        return left == right || (left >= 'A' && left <= 'Z' && left + ('a' - 'A') == right);
    });
}

}  // namespace voordeur
