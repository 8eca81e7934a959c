// SPDX-License-Identifier: EUPL-1.2
// A session stores what was used to sign in, and when. How far somebody is signed in, whether that is fresh
// and what is missing follow from it, and are stored nowhere.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace voordeur {

constexpr std::string_view password_method = "password";
// A passkey that asked who it is, and nothing else: something one has, and a finger, a face or a code. It is
// two factors for signing in. For a change it is one: some password managers say that they asked, and did
// not.
constexpr std::string_view passkey_alone_method = "passkey_alone";

// What an account's owner may change, each asked for anew where the sign-in is not fresh.
enum class Change {
    app,
    paper_codes,
    first_choice,
    removal,
    passkeys,
    passkey_names,
    passkey_removal,
    sessions,
    password,
    super_pin,
    phone,
    email,
    download,
    deletion,
};
inline constexpr auto all_changes = std::to_array<Change>({
    Change::app,
    Change::paper_codes,
    Change::first_choice,
    Change::removal,
    Change::passkeys,
    Change::passkey_names,
    Change::passkey_removal,
    Change::sessions,
    Change::password,
    Change::super_pin,
    Change::phone,
    Change::email,
    Change::download,
    Change::deletion,
});
std::string_view stored_name(Change change);
// In the two days after a recovery: by these, who got in with less than its owner has would keep its owner
// out, or take everything along. What only closes is always free.
constexpr bool is_held_back(Change change) {
    switch (change) {
        case Change::app:
        case Change::paper_codes:
        case Change::first_choice:
        case Change::removal:
        case Change::passkeys:
        case Change::passkey_removal:
        case Change::password:
        case Change::super_pin:
        case Change::phone:
        case Change::email:
        case Change::download:
        case Change::deletion:
            return true;
        case Change::sessions:
        case Change::passkey_names:
            return false;
    }
    return true;
}

// By its name: the password, or the kind of a factor (FactorKind::name).
struct UsedMethod {
    std::string name;
    Time at;
    // Confirmed for this change, and good for no other. None: used to sign in.
    std::optional<Change> confirms = {};

    bool operator==(UsedMethod const&) const = default;
};
using UsedMethods = std::vector<UsedMethod>;

// "password@1795500000000 sms@1795500012000 password@1795500300000/app", and back. What cannot be read was
// not used.
std::string stored_text(UsedMethods const& methods);
UsedMethods methods_from(std::string_view stored);
// With one more; in the place of the same for the same.
UsedMethods with_used(UsedMethods methods, UsedMethod const& used);
// Without what was confirmed for another change.
UsedMethods good_for(Change change, UsedMethods methods);

// How far someone must be signed in (NIST SP 800-63B-4 section 2).
enum class SignInLevel { password, two_factors };
SignInLevel level_of(UsedMethods const& methods);

// What a page asks of a sign-in.
struct SignInNeed {
    SignInLevel level = SignInLevel::password;
    std::optional<std::chrono::minutes> at_most = {};  // how long ago each method may have been used
    std::optional<Change> change = {};                 // what was confirmed for this one counts too
};
// For a change: two factors of under five minutes ago. The password is in the head and every other method on
// a telephone or on paper, so that they are of two carriers.
constexpr SignInNeed fresh_for(Change change) {
    return {SignInLevel::two_factors, std::chrono::minutes(5), change};
}
enum class Missing { nothing, password, second_factor };
// What is to be done next; the password comes first.
Missing missing(SignInNeed const& need, UsedMethods const& methods, Time now);

constexpr std::chrono::hours longest_idle{1};
constexpr std::chrono::hours longest_session{24};
// A page view writes the session's last use at most this often.
constexpr std::chrono::minutes use_noted_every{1};

constexpr bool session_holds(Time signed_in_at, Time last_used_at, Time now) {
    return now < signed_in_at + longest_session && now < last_used_at + longest_idle;
}

}  // namespace voordeur
