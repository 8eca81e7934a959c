// SPDX-License-Identifier: EUPL-1.2
#include "values/phone_link.hpp"

#include <algorithm>
#include <iterator>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::string_view dutch_code = "31", service_starts = "89";
constexpr std::size_t national_length = 9;

// All after the first of two numbers is left out: a whole number is before it.
std::string_view first_number(std::string_view text) {
    for (std::size_t at = text.find_first_of("/,;"); at < text.size();
         at = text.find_first_of("/,;", at + 1)) {
        auto const before = text.substr(0, at);
        if (static_cast<std::size_t>(std::ranges::count_if(before, is_ascii_digit)) >= national_length)
            return before;
    }
    return text;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), is_ascii_digit);
    return digits;
}

// 0800, 0900 and their like are dialled as they are; 088 and 085 are ordinary numbers.
bool is_service(std::string_view national) {
    return national.size() >= 2 && service_starts.find(national.front()) != std::string_view::npos &&
           national[1] == '0';
}

std::string dutch_link(std::string_view national) {
    if (is_service(national)) return "0" + std::string(national);
    return "+" + std::string(dutch_code) + std::string(national.substr(0, national_length));
}

std::string international_link(std::string_view digits) {
    if (!digits.starts_with(dutch_code)) return "+" + std::string(digits);
    digits.remove_prefix(dutch_code.size());
    if (digits.starts_with('0')) digits.remove_prefix(1);
    return dutch_link(digits);
}

}  // namespace

std::string phone_link(std::string_view phone) {
    constexpr std::string_view superfluous = "(0)";
    auto text = plain_typed(first_number(phone));
    if (auto const at = text.find(superfluous); at != std::string::npos && at > 0)
        text.erase(at, superfluous.size());
    auto const digits = digits_of(text);
    if (text.starts_with("+") || text.starts_with("(+")) return international_link(digits);
    if (digits.starts_with("00")) return international_link(std::string_view(digits).substr(2));
    auto const is_national = digits.starts_with('0') && digits.size() > national_length;
    return is_national ? dutch_link(std::string_view(digits).substr(1)) : digits;
}

}  // namespace voordeur
