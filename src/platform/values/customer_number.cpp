// SPDX-License-Identifier: EUPL-1.2
#include "values/customer_number.hpp"

#include <algorithm>
#include <cstddef>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t random_digits = 9;

// Counted from the right, the digit beside the check digit is the first one doubled.
char luhn_digit(std::string_view digits) {
    auto sum = 0;
    auto doubled = true;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        auto const weighed = (*digit - '0') * (doubled ? 2 : 1);
        sum += weighed > 9 ? weighed - 9 : weighed;
        doubled = !doubled;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

CustomerNumber CustomerNumber::make(Random& random) {
    auto digits = random.text("0123456789", random_digits);
    digits += luhn_digit(digits);
    return CustomerNumber(std::move(digits));
}

std::optional<CustomerNumber> CustomerNumber::parse(std::string_view typed) {
    auto const plain = plain_typed(typed);
    // "Klantnummer 123 456 7897": the paper has no colon.
    auto const first = std::ranges::find_if_not(plain, [](char character) {
        return is_ascii_letter(character) || character == ' ' || character == ':' || character == '-';
    });
    auto digits = without_separators(std::string_view(first, plain.end()));
    if (digits.size() != random_digits + 1 || !is_all_digits(digits)) return std::nullopt;
    if (luhn_digit(std::string_view(digits).substr(0, random_digits)) != digits.back()) return std::nullopt;
    return CustomerNumber(std::move(digits));
}

std::string CustomerNumber::grouped() const {
    return text_.substr(0, 3) + " " + text_.substr(3, 3) + " " + text_.substr(6);
}

}  // namespace voordeur
