// SPDX-License-Identifier: EUPL-1.2
#include "guessing/facts.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <stdexcept>
#include <string_view>

namespace voordeur {
namespace {

std::string superscript(int exponent) {
    constexpr std::string_view digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string text;
    for (auto const digit : std::to_string(exponent)) text += digits[digit - '0'];
    return text;
}

// Two digits count.
std::string about(double number) {
    auto const exponent = static_cast<int>(std::floor(std::log10(number)));
    if (exponent >= 9)
        return fmt::format("{:.1f} × 10{}", number / std::pow(10, exponent), superscript(exponent));
    auto const step = std::pow(10, std::max(0, exponent - 1));
    return grouped(std::round(number / step) * step);
}

}  // namespace

void Facts::add(std::string const& name, std::string value) {
    if (!values_.emplace(name, std::move(value)).second)
        throw std::logic_error("{{" + name + "}} is made twice");
}

std::string Facts::filled_in(std::string const& text) const {
    std::string result;
    std::set<std::string> used;
    for (std::size_t at = 0;;) {
        auto const open = text.find("{{", at);
        result += text.substr(at, open - at);
        if (open == std::string::npos) break;
        auto const close = text.find("}}", open);
        auto const name = text.substr(open + 2, close - open - 2);
        if (!values_.contains(name))
            throw std::runtime_error("the template has {{" + name + "}}, which nothing makes");
        result += values_.at(name);
        used.insert(name);
        at = close + 2;
    }
    for (auto const& [name, value] : values_)
        if (!used.contains(name)) throw std::runtime_error("the template does not use {{" + name + "}}");
    return result;
}

std::string grouped(double number) {
    auto text = fmt::format("{:.0f}", number);
    for (auto place = std::ssize(text) - 3; place > 0; place -= 3)
        text.insert(static_cast<std::size_t>(place), 1, ',');
    return text;
}

std::string as_chance(double chance) {
    if (chance == 0) return "0 %";
    if (chance < 0.0001) return "1 in " + about(1 / chance);
    return fmt::format("{:.2g} %", chance * 100);
}

std::string as_hits(double hits) {
    if (hits < 0.01) return "under 0.01";
    return hits >= 10 ? about(hits) : fmt::format("{:.1g}", hits);
}

std::string as_duration(std::chrono::seconds duration) {
    using namespace std::chrono;
    auto const count = [](auto whole, std::string_view unit) {
        return grouped(static_cast<double>(whole.count())) + " " + std::string(unit);
    };
    if (duration <= seconds(60)) return count(duration, "seconds");
    if (duration < hours(2)) return count(round<minutes>(duration), "minutes");
    if (duration < days(2)) return count(round<hours>(duration), "hours");
    return count(round<days>(duration), "days");
}

}  // namespace voordeur
