// SPDX-License-Identifier: EUPL-1.2
// Which passwords may be chosen. Any characters, no composition rules: only length, and how hard a guesser
// finds it who knows the patient, the practice and what Dutch people choose. Norm: NIST SP 800-63B-4
// section 3.1.1.2; scores are those of zxcvbn. Pure; safe from any thread; a millisecond or two.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "values/password.hpp"

namespace voordeur {

constexpr std::size_t password_min_length = 10, password_max_length = 128;  // code points

// What a guesser may know. All may be empty.
struct PasswordContext {
    std::string name;
    std::string email;
    std::string practice;
    std::string birth_date;  // BirthDate::iso(), `??` where it is not known
};

enum class PasswordRefusal {
    too_short,
    too_long,
    common,    // one or two well-known words, a keyboard walk or a repetition, with the usual additions
    personal,  // little is left without the name, e-mail address, birth date or practice
    too_weak,  // zxcvbn says less than 3, or it is one word with a year or a sign
};

// 0 (found at once) to 4 (fine), for the meter: at most 1 when it is refused for its length or as common or
// personal, at most 2 when it is too weak, 3 or more when it may be used.
int password_strength(Password const& password, PasswordContext const& context);

// Nothing when it may be used; else one reason. What is both personal and common is personal when it is
// nothing else (`07-03-1948`): that tells the patient more.
std::optional<PasswordRefusal> refused_password(Password const& password, PasswordContext const& context);

}  // namespace voordeur
