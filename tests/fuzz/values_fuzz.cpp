// SPDX-License-Identifier: EUPL-1.2
// Whatever is typed: nothing crashes, and what is taken is canonical, so that reading it again gives the same
// value. Built with clang++-16 -fsanitize=fuzzer,address,undefined.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "values/birth_date.hpp"
#include "values/customer_number.hpp"
#include "values/email_address.hpp"
#include "values/password.hpp"
#include "values/person_name.hpp"
#include "values/phone_number.hpp"
#include "values/postcode.hpp"
#include "values/super_pin.hpp"
#include "values/tan.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr int this_year = 2026;

void require(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

bool is_printable_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char character) { return character > ' ' && character < 0x7F; });
}

void check_text(std::string_view typed) {
    for (auto const normal : {trimmed_visible, plain_typed, nfc}) {
        auto const once = normal(typed);
        require(normal(once) == once, "normalising twice is normalising once");
        require(code_point_count(once) <= once.size(), "a code point has a byte");
    }
    require(folded(folded(typed)) == folded(typed), "folding twice is folding once");
    auto const visible = trimmed_visible(typed);
    auto const has_nul = visible.find('\0') != std::string::npos;
    require(is_valid_utf8_without_nul(visible) != has_nul, "bad bytes do not stay");
}

void check_email_address(std::string_view typed) {
    auto const address = EmailAddress::parse(typed);
    if (!address) return;
    auto const& text = address->text();
    require(EmailAddress::parse(text) == address, "an address is canonical");
    require(text.size() <= 254 && is_printable_ascii(text), "an address is short and plain");
    require(text.find('@') == text.rfind('@'), "an address has one @");
    require(text.find_first_of("<>,;\"\\()[]") == std::string::npos, "an address cannot end a header");
    require(ascii_lower(text) == text, "an address is in lower case");
}

void check_birth_date(std::string_view typed) {
    auto const date = BirthDate::parse(typed, this_year);
    if (!date) return;
    auto const iso = date->iso();
    require(iso.size() == 10 && BirthDate::from_iso(iso) == *date, "a date comes back from the store");
    require(BirthDate::matches(*date, *date), "a date matches itself");
    require(date->year <= this_year, "nobody is born in the future");
    require(date->two_digit_year || BirthDate::parse(iso, this_year) == date, "a stored date can be typed");
    auto less = *date;
    less.day.reset();
    require(BirthDate::matches(less, *date), "knowing more is a match");
    require(!date->day || !BirthDate::matches(*date, less), "knowing less is no match");
    auto other = *date;
    other.year += 1;
    require(!BirthDate::matches(other, *date), "another year is no match");
}

void check_exact_birth_date(std::string_view text) {
    auto const date = BirthDate::parse_exact(text);
    if (!date) return;
    require(!date->two_digit_year, "a practice writes the whole year");
    require(BirthDate::from_iso(date->iso()) == *date, "an exact date comes back from the store");
    require(BirthDate::parse(text, 9999) == date, "a patient may write what a practice may write");
}

void check_postcode(std::string_view typed) {
    auto const postcode = Postcode::parse(typed);
    if (!postcode) return;
    require(Postcode::parse(postcode->text()) == postcode, "a postcode is canonical");
    require(Postcode::parse(postcode->display()) == postcode, "a postcode as shown is the same");
    require(postcode->text().size() <= 10 && is_printable_ascii(postcode->text()),
            "a postcode is short and plain");
}

void check_phone(std::string_view typed, std::string_view region) {
    auto const result = parse_phone(typed, region);
    auto const* const number = std::get_if<PhoneNumber>(&result);
    if (!number) return;
    require(PhoneNumber::from_e164(number->e164()) == *number, "a phone number comes back from the store");
    require(parse_phone(number->e164(), "ZZ") == result, "a phone number is canonical");
    require(parse_phone(number->display(), home_country) == result, "a phone number as shown is the same");
    require(parse_phone(number->display_with_country(), region) == result, "also with its country's code");
    require(number->region().size() == 2 && number->region() != "ZZ", "a phone number has a country");
    require(number->e164().starts_with("+" + number->country_calling_code()), "the calling code comes first");
    require(number->e164().ends_with(number->last_two()), "the last two digits come last");
}

void check_codes(std::string_view typed) {
    if (auto const number = CustomerNumber::parse(typed)) {
        require(CustomerNumber::parse(number->grouped()) == number, "a customer number as shown is the same");
    }
    if (auto const pin = SuperPin::parse(typed)) {
        require(SuperPin::parse(pin->grouped()).value().reveal() == pin->reveal(),
                "a super-PIN as shown is the same");
    }
    if (auto const tan = Tan::parse(typed)) require(is_all_digits(tan->reveal()), "a TAN is digits");
    if (auto const password = Password::from_typed(typed)) {
        require(Password::from_typed(password->reveal()).value().reveal() == password->reveal(),
                "a password is canonical");
    }
    if (auto const name = PersonName::parse(typed)) {
        require(PersonName::parse(name->text()) == name, "a name is canonical");
        require(name->text().find_first_of("<>\r\n") == std::string::npos, "a name cannot end a header");
    }
}

}  // namespace
}  // namespace voordeur

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace voordeur;
    std::string_view const typed(reinterpret_cast<char const*>(data), size);
    check_text(typed);
    check_email_address(typed);
    check_birth_date(typed);
    check_exact_birth_date(typed);
    check_postcode(typed);
    for (auto const region : {"NL", "BE", "US", "IT"}) check_phone(typed, region);
    check_codes(typed);
    return 0;
}
