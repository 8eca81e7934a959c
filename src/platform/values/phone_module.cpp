// SPDX-License-Identifier: EUPL-1.2
#include "values/phone_module.hpp"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <stdexcept>

#include "values/text.hpp"

namespace voordeur {
namespace {

using Library = i18n::phonenumbers::PhoneNumberUtil;
using LibraryNumber = i18n::phonenumbers::PhoneNumber;

constexpr int dutch_calling_code = 31;
constexpr std::size_t dutch_length = 9;
constexpr std::string_view no_region = "ZZ";

Library const& library() {
    return *Library::GetInstance();
}

std::optional<PhoneRefusal> refused_characters(std::string_view text) {
    if (std::ranges::none_of(text, is_ascii_digit)) return PhoneRefusal::not_a_number;
    auto const is_extension = [](char character) {
        return is_ascii_letter(character) ||
               std::string_view("#*;,").find(character) != std::string_view::npos;
    };
    if (std::ranges::any_of(text, is_extension)) return PhoneRefusal::extension_or_letters;
    if (text.find_first_not_of("+0123456789 -./()") != std::string_view::npos)
        return PhoneRefusal::not_a_number;
    auto const first_digit = text.find_first_of("0123456789");
    auto const plus = text.find('+');
    auto const plus_is_elsewhere = plus != std::string_view::npos && plus > first_digit;
    if (plus_is_elsewhere || std::ranges::count(text, '+') > 1) return PhoneRefusal::not_a_number;
    return std::nullopt;
}

// Digits, with + before them when they begin with a country's code: 00 means that everywhere here, whatever
// the chosen country dials abroad with.
std::string diallable(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), is_ascii_digit);
    if (digits.starts_with("00")) return "+" + digits.substr(2);
    return text.find('+') == std::string_view::npos ? digits : "+" + digits;
}

PhoneRefusal refusal_of(Library::ErrorType error) {
    switch (error) {
        case Library::TOO_SHORT_AFTER_IDD:
        case Library::TOO_SHORT_NSN:
            return PhoneRefusal::too_short;
        case Library::TOO_LONG_NSN:
            return PhoneRefusal::too_long;
        case Library::INVALID_COUNTRY_CODE_ERROR:
            return PhoneRefusal::no_such_number;
        default:
            return PhoneRefusal::not_a_number;
    }
}

std::string national_digits(LibraryNumber const& number) {
    std::string digits;
    library().GetNationalSignificantNumber(number, &digits);
    return digits;
}

// Where a country has mobile numbers of several lengths, its example says which one people have.
PhoneRefusal refusal_by_example(LibraryNumber const& number) {
    std::string region;
    library().GetRegionCodeForCountryCode(number.country_code(), &region);
    LibraryNumber example;
    library().GetExampleNumberForType(region, Library::MOBILE, &example);
    auto const digits = national_digits(number).size(), expected = national_digits(example).size();
    if (digits == expected) return PhoneRefusal::no_such_number;
    return digits < expected ? PhoneRefusal::too_short : PhoneRefusal::too_long;
}

PhoneRefusal refusal_of_invalid(LibraryNumber const& number) {
    switch (library().IsPossibleNumberForTypeWithReason(number, Library::MOBILE)) {
        case Library::TOO_SHORT:
        case Library::IS_POSSIBLE_LOCAL_ONLY:
            return PhoneRefusal::too_short;
        case Library::TOO_LONG:
            return PhoneRefusal::too_long;
        case Library::INVALID_LENGTH:
            return refusal_by_example(number);
        default:
            return PhoneRefusal::no_such_number;
    }
}

// Of a number that the tables do not know: the main one of those that share its code.
std::string region_of(LibraryNumber const& number) {
    std::string region;
    library().GetRegionCodeForNumber(number, &region);
    if (region.empty() || region == no_region)
        library().GetRegionCodeForCountryCode(number.country_code(), &region);
    return region;
}

std::string formatted(LibraryNumber const& number, Library::PhoneNumberFormat format) {
    std::string text;
    library().Format(number, format, &text);
    return text;
}

// Read again from the store it is the same number.
bool is_canonical(LibraryNumber const& number) {
    auto const e164 = formatted(number, Library::E164);
    LibraryNumber again;
    return library().Parse(e164, std::string(no_region), &again) == Library::NO_PARSING_ERROR &&
           formatted(again, Library::E164) == e164;
}

// Abroad numbers are given out that the tables are too old for: whoever has one is not told that it does not
// exist. Dutch ones are known.
bool may_be_newer_than_the_tables(LibraryNumber const& number) {
    return number.country_code() != dutch_calling_code &&
           library().IsPossibleNumberForTypeWithReason(number, Library::MOBILE) == Library::IS_POSSIBLE &&
           is_canonical(number);
}

std::optional<PhoneRefusal> refused(LibraryNumber const& number) {
    auto const is_dutch = number.country_code() == dutch_calling_code;
    if (is_dutch && national_digits(number).starts_with("97")) return PhoneRefusal::machine_number;
    // Satellite and other networks without a country: mobile by name, at many euros an SMS.
    if (region_of(number) == "001") return PhoneRefusal::not_mobile;
    if (!library().IsValidNumber(number)) {
        if (may_be_newer_than_the_tables(number)) return std::nullopt;
        return refusal_of_invalid(number);
    }
    auto const type = library().GetNumberType(number);
    auto const is_mobile = type == Library::MOBILE || type == Library::FIXED_LINE_OR_MOBILE;
    if (!is_mobile) return PhoneRefusal::not_mobile;
    return std::nullopt;
}

LibraryNumber from_stored(std::string const& e164) {
    LibraryNumber number;
    if (library().Parse(e164, std::string(no_region), &number) != Library::NO_PARSING_ERROR) {
        throw std::invalid_argument("not a stored phone number");
    }
    return number;
}

bool has_mobile_numbers(std::string const& region) {
    std::set<Library::PhoneNumberType> types;
    library().GetSupportedTypesForRegion(region, &types);
    return types.contains(Library::MOBILE) || types.contains(Library::FIXED_LINE_OR_MOBILE);
}

// 9 digits after the 0, but for service numbers, which the tables know.
bool can_be_dialled(LibraryNumber const& number) {
    if (library().IsValidNumber(number)) return true;
    if (number.country_code() != dutch_calling_code) return library().IsPossibleNumber(number);
    return national_digits(number).size() == dutch_length;
}

// 020 555 01 34: the tables leave the last four digits together.
std::string dutch_text(LibraryNumber const& number) {
    auto text = formatted(number, Library::NATIONAL);
    auto const area_end = text.find(' ');
    if (national_digits(number).size() != dutch_length || area_end == std::string::npos) return text;
    std::string digits;
    std::ranges::copy_if(text.substr(area_end), std::back_inserter(digits), is_ascii_digit);
    text.erase(area_end);
    for (std::size_t at = 0; at < digits.size();) {
        auto const group = (digits.size() - at) % 2 == 0 ? 2U : 3U;
        text += " " + digits.substr(at, group);
        at += group;
    }
    return text;
}

class LibraryPhones final : public Phones {
  public:
    PhoneResult parse(std::string_view typed, std::string_view region) const override {
        constexpr std::string_view scheme = "tel:";
        auto text = ascii_lower(plain_typed(typed));
        if (text.starts_with(scheme)) text.erase(0, scheme.size());
        if (auto const refusal = refused_characters(text)) return *refusal;
        auto const digits = diallable(text);
        auto const home = digits.starts_with('+') ? std::string(no_region) : ascii_upper(std::string(region));
        LibraryNumber number;
        auto const error = library().Parse(digits, home, &number);
        if (error != Library::NO_PARSING_ERROR) return refusal_of(error);
        if (auto const refusal = refused(number)) return *refusal;
        return PhoneNumber::from_e164(formatted(number, Library::E164));
    }
    std::optional<std::string> contact(std::string_view typed) const override {
        auto const text = plain_typed(typed);
        if (refused_characters(text)) return std::nullopt;
        auto const digits = diallable(text);
        LibraryNumber number;
        auto const error = library().Parse(digits, std::string(home_country), &number);
        if (error != Library::NO_PARSING_ERROR || !can_be_dialled(number)) return std::nullopt;
        auto const has_dutch_code = digits.starts_with('+') && number.country_code() == dutch_calling_code;
        return has_dutch_code ? dutch_text(number) : std::string(typed);
    }
    std::string display(std::string const& e164) const override {
        return formatted(from_stored(e164), Library::INTERNATIONAL);
    }
    std::string region(std::string const& e164) const override { return region_of(from_stored(e164)); }
    int country_calling_code(std::string const& e164) const override {
        return from_stored(e164).country_code();
    }
    bool is_listed(std::string const& e164) const override {
        return library().IsValidNumber(from_stored(e164));
    }
    std::vector<Country> countries_with_mobile_numbers() const override {
        constexpr std::array<std::string_view, usual_countries> first = {"NL", "BE", "DE", "FR", "MA", "TR"};
        std::set<std::string> regions;
        library().GetSupportedRegions(&regions);
        std::vector<Country> countries;
        for (auto const& region : regions) {
            if (has_mobile_numbers(region))
                countries.push_back({region, library().GetCountryCodeForRegion(region)});
        }
        std::ranges::stable_sort(countries, {}, [&](Country const& country) {
            return std::ranges::find(first, country.region) - first.begin();
        });
        return countries;
    }
};

}  // namespace

extern "C" Phones const* voordeur_phones() {
    static LibraryPhones const phones;
    return &phones;
}

}  // namespace voordeur
