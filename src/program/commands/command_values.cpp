// SPDX-License-Identifier: EUPL-1.2
#include "commands/command_values.hpp"

#include <algorithm>
#include <cctype>

#include "base/number.hpp"
#include "base/overloaded.hpp"
#include "commands/command.hpp"
#include "patients/registration_store.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t longest_slug = 60;
constexpr std::size_t longest_patient_number = 40;
constexpr std::size_t longest_phone_text = 40;
constexpr auto no_birth_date =
    "must be a day that has been, written as 1948-03-07; put ?\? for what is not known, as in 1976-?\?-?\?.";

[[noreturn]] void refuse(std::string const& flag, std::string const& what) {
    throw CommandError(flag + " " + what);
}

template <class Value>
Value value_or_refuse(std::optional<Value> value, std::string const& flag, std::string const& what) {
    if (!value) refuse(flag, what);
    return std::move(*value);
}

bool is_only(std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

std::string words_for(PhoneRefusal refusal) {
    switch (refusal) {
        case PhoneRefusal::not_a_number:
            return "must be a mobile number, such as 0612345678 or +31612345678.";
        case PhoneRefusal::too_short:
            return "has too few digits for a mobile number; give one such as 0612345678 or +31612345678.";
        case PhoneRefusal::too_long:
            return "has too many digits for a mobile number; give one such as 0612345678 or +31612345678.";
        case PhoneRefusal::not_mobile:
            return "is not a mobile number and cannot get an SMS; give a mobile one or leave it out.";
        case PhoneRefusal::machine_number:
            return "begins with 097, which is for machines; give a person's mobile number or leave it out.";
        case PhoneRefusal::no_such_number:
            return "does not begin as any country's mobile numbers do; give one such as 0612345678 or "
                   "+31612345678.";
        case PhoneRefusal::extension_or_letters:
            return "has letters or an extension; give the digits of a mobile number alone, such as "
                   "0612345678.";
    }
    throw std::logic_error("a telephone number refused for no reason");
}

bool is_uuid(std::string_view text) {
    constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    auto const fits = [](char character, char wanted) {
        if (wanted == '-') return character == '-';
        return std::isxdigit(static_cast<unsigned char>(character)) != 0;
    };
    return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), fits);
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char character) {
        return static_cast<unsigned char>(character) < 0x20 || character == 0x7f;
    });
}

}  // namespace

PersonName read_name(std::string const& flag, std::string const& text) {
    return value_or_refuse(
        PersonName::parse(text), flag,
        "must be 1 to 120 characters on one line, without < or >, such as \"Jan de Vries\".");
}

EmailAddress read_email(std::string const& flag, std::string const& text) {
    return value_or_refuse(EmailAddress::parse(text), flag,
                           "must be an e-mail address, such as jan@post.example.");
}

BirthDate read_birth_date(std::string const& flag, std::string const& text) {
    return value_or_refuse(BirthDate::parse_exact(text), flag, no_birth_date);
}

void check_is_of_a_patient(std::string const& flag, BirthDate const& date,
                           std::chrono::year_month_day today) {
    auto const doubt = date.doubt(today);
    if (doubt == BirthDateDoubt::in_the_future) refuse(flag, no_birth_date);
    if (doubt == BirthDateDoubt::too_long_ago)
        refuse(flag, "is more than 125 years ago; look whether the year is right.");
}

Postcode read_postcode(std::string const& flag, std::string const& text) {
    return value_or_refuse(Postcode::parse(text), flag,
                           "must be a postcode of 3 to 10 letters and digits, such as 1234AB.");
}

PhoneNumber read_mobile(std::string const& flag, std::string const& text) {
    return std::visit(
        overloaded{[](PhoneNumber const& number) { return number; },
                   [&](PhoneRefusal refusal) -> PhoneNumber { refuse(flag, words_for(refusal)); }},
        parse_phone(text, "NL"));
}

std::string read_phone_text(std::string const& flag, std::string const& text) {
    auto const phone = trimmed_visible(text);
    auto const digits = std::count_if(phone.begin(), phone.end(), is_ascii_digit);
    if (digits < 3 || phone.size() > longest_phone_text || !is_only(phone, "0123456789+-()./ "))
        refuse(flag, "must be a telephone number as patients are to read it, such as \"0123 - 45 67 89\".");
    return value_or_refuse(
        contact_phone(phone), flag,
        "must be one telephone number that can be dialled, such as \"0123 - 45 67 89\"; give the first "
        "where there are several.");
}

std::string read_patient_number(std::string const& flag, std::string const& text) {
    auto const number = trimmed_visible(text);
    auto const fits = is_valid_utf8_without_nul(text) && !number.empty() && !has_control(number) &&
                      code_point_count(number) <= longest_patient_number;
    if (!fits)
        refuse(flag, "must be the practice's own number of the patient, 1 to 40 characters on one line.");
    return nfc(number);
}

std::string read_slug(std::string const& flag, std::string const& text) {
    auto const fits = !text.empty() && text.size() <= longest_slug &&
                      is_only(text, "abcdefghijklmnopqrstuvwxyz0123456789-") && !text.starts_with('-') &&
                      !text.ends_with('-');
    if (!fits)
        refuse(flag,
               "must be 1 to 60 small letters, digits and dashes, no dash at either end, such as de-linde.");
    return text;
}

Language read_language(std::string const& flag, std::string const& text) {
    return value_or_refuse(language_of(ascii_lower(text)), flag, "must be nl or en.");
}

CustomerNumber read_customer_number(std::string const& flag, std::string const& text) {
    return value_or_refuse(
        CustomerNumber::parse(text), flag,
        "must be the ten digits of the patient's customer number; at least one of these is wrong.");
}

Id<Registration> read_registration_id(std::string const& flag, std::string const& text) {
    auto const id = ascii_lower(trimmed_visible(text));
    if (!is_uuid(id)) refuse(flag, "must be the id of a registration, as voordeur registrations shows it.");
    return Id<Registration>(id);
}

Time read_day(std::string const& flag, std::string const& text) {
    auto const number = [&](std::size_t from, std::size_t size) {
        return whole_number(text.size() == 10 ? text.substr(from, size) : "");
    };
    auto const year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-')
        refuse(flag, "must be a day such as 2026-11-24.");
    std::chrono::year_month_day const date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) refuse(flag, "is not a day of the calendar.");
    return Time(std::chrono::sys_days(date));
}

}  // namespace voordeur
