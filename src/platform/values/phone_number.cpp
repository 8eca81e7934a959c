// SPDX-License-Identifier: EUPL-1.2
#include "values/phone_number.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

#include "base/module.hpp"
#include "values/phone_module.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::string_view dutch_mobile = "+316";
constexpr std::size_t dutch_mobile_length = 12;

bool is_dutch_mobile(std::string_view e164) {
    return e164.starts_with(dutch_mobile) && e164.size() == dutch_mobile_length;
}

Phones const& phones() {
    static auto const& loaded = *load_function<GetPhones>(phones_file, get_phones_name)();
    return loaded;
}

}  // namespace

void check_phones() {
    check_module(phones_file);
}

PhoneResult parse_phone(std::string_view typed, std::string_view region) {
    return phones().parse(typed, region);
}

std::optional<std::string> contact_phone(std::string_view typed) {
    constexpr std::ptrdiff_t longest_short_number = 6;  // 112, 14 020
    auto text = trimmed_visible(typed);
    if (std::ranges::count_if(text, is_ascii_digit) <= longest_short_number) return text;
    return phones().contact(text);
}

std::string PhoneNumber::display() const {
    if (!is_dutch_mobile(e164_)) return phones().display(e164_);
    std::string shown = "06";
    for (auto at = dutch_mobile.size(); at < e164_.size(); at += 2) shown += " " + e164_.substr(at, 2);
    return shown;
}

std::string PhoneNumber::display_with_country() const {
    if (!is_dutch_mobile(e164_)) return phones().display(e164_);
    return "+31 6 " + e164_.substr(dutch_mobile.size());
}

std::string PhoneNumber::last_two() const {
    return e164_.substr(e164_.size() - 2);
}

std::string PhoneNumber::region() const {
    return phones().region(e164_);
}

std::string PhoneNumber::country_calling_code() const {
    return std::to_string(phones().country_calling_code(e164_));
}

bool PhoneNumber::is_listed() const {
    return phones().is_listed(e164_);
}

PhoneNumber PhoneNumber::from_e164(std::string e164) {
    constexpr std::size_t shortest = 7, longest = 15;
    auto const digits = std::string_view(e164).substr(std::min<std::size_t>(1, e164.size()));
    if (!e164.starts_with('+') || !is_all_digits(digits) || digits.size() < shortest ||
        digits.size() > longest) {
        throw std::invalid_argument("not a stored phone number");
    }
    return PhoneNumber(std::move(e164));
}

std::vector<Country> countries_with_mobile_numbers() {
    return phones().countries_with_mobile_numbers();
}

}  // namespace voordeur
