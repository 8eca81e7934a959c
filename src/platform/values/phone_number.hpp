// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace voordeur {

// Numbers need libphonenumber's tables, which lie in a module that is loaded when one is first needed
// (docs/decisions/0008). Throws std::runtime_error with one sentence when it is missing; for the start.
void check_phones();

// Why no SMS can be sent to what was typed.
enum class PhoneRefusal {
    not_a_number,
    too_short,
    too_long,
    not_mobile,      // A fixed line, a service number, a pager, a satellite network.
    machine_number,  // Dutch 097: meters and alarms, not people.
    no_such_number,  // No country code, or nothing in that country begins like this.
    extension_or_letters,
};

// A number without a country's code is of this one.
constexpr std::string_view home_country = "NL";

// A mobile number somewhere in the world. A value; safe from any thread.
class PhoneNumber {
  public:
    // "+31612345678": the stored form (ITU-T E.164).
    std::string e164() const { return e164_; }
    // "06 12 34 56 78", "+32 470 12 34 56": as people write it, one from abroad in the grouping of its
    // country.
    std::string display() const;
    // "+31 6 12345678": with the country's code, whichever it is.
    std::string display_with_country() const;
    // "78": enough to recognise one's own number, too little to learn another's.
    std::string last_two() const;
    // ISO 3166 of the country: "NL".
    std::string region() const;
    // "31"
    std::string country_calling_code() const;
    // Whether the tables know that such numbers were given out; abroad a newer one may be right as well.
    bool is_listed() const;

    // Throws std::invalid_argument when `e164` is not + and 7 to 15 digits. Where those begin with no
    // country's code, which parse_phone never makes, the functions that tell about the country throw the
    // same.
    static PhoneNumber from_e164(std::string e164);

    bool operator==(PhoneNumber const&) const = default;

  private:
    explicit PhoneNumber(std::string e164) : e164_(std::move(e164)) {}

    std::string e164_;
};

using PhoneResult = std::variant<PhoneNumber, PhoneRefusal>;

// `region` is the country chosen beside the field ("NL"); a number that begins with + or 00 wins over it.
// Forgives spaces, dashes, dots, slashes, brackets, `tel:`, a left-out or a superfluous first 0 and a
// left-out +. Numbers of countries where mobile and fixed look alike (North America) are taken, and so is
// what has a possible length in another country: new ranges are younger than the tables. Source:
// libphonenumber's tables.
PhoneResult parse_phone(std::string_view typed, std::string_view region);

// A number of any kind that patients are to call, as it is shown to them: as typed, but a Dutch one with the
// country's code the Dutch way, "020 555 01 34". Nothing when it is not one number that can be dialled.
std::optional<std::string> contact_phone(std::string_view typed);

struct Country {
    // ISO 3166: "NL".
    std::string region;
    // 31
    int calling_code;
};

// For the list beside the field: NL first, then where most patients' foreign numbers are from, six in all;
// then the rest by region. Takes some milliseconds: ask once.
constexpr std::size_t usual_countries = 6;
std::vector<Country> countries_with_mobile_numbers();

}  // namespace voordeur
