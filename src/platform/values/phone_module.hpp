// SPDX-License-Identifier: EUPL-1.2
// What voordeur-phones.so gives: all that takes libphonenumber's tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/phone_number.hpp"

namespace voordeur {

// Each does what the function of its name in phone_number.hpp says (`contact`: contact_phone). Thread safe.
class Phones {
  public:
    virtual ~Phones() = default;
    virtual PhoneResult parse(std::string_view typed, std::string_view region) const = 0;
    virtual std::optional<std::string> contact(std::string_view typed) const = 0;
    virtual std::string display(std::string const& e164) const = 0;
    virtual std::string region(std::string const& e164) const = 0;
    virtual int country_calling_code(std::string const& e164) const = 0;
    virtual bool is_listed(std::string const& e164) const = 0;
    virtual std::vector<Country> countries_with_mobile_numbers() const = 0;
};

// Nobody's to delete.
using GetPhones = Phones const*();
constexpr char const* phones_file = "voordeur-phones.so";
constexpr char const* get_phones_name = "voordeur_phones";

}  // namespace voordeur
