// SPDX-License-Identifier: EUPL-1.2
// What the log has of signing in, as the account's owner reads it: one entry for each time, with how it
// ended.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "base/time.hpp"

namespace voordeur {

enum class SignInEventKind { password, held_up, code, passkey };

struct SignInEvent {
    Time at;
    SignInEventKind kind;
    bool is_refused = false;
};

enum class SignInEnd {
    signed_in,
    by_passkey,
    wrong_codes,     // the password was right
    held_up,         // it was right, and no code could be asked
    only_password,   // it was right, and nothing came after it
    wrong_password,  // as often as was counted
};

struct ListedSignIn {
    Time at;
    SignInEnd end;
    std::int64_t wrong = 0;  // codes; of wrong_password: passwords
    Time finished_at = at;   // when the session began that it ended in
};

// Wrong passwords within an hour are one entry.
inline constexpr std::chrono::hours wrong_passwords_are_one_within{1};

// Newest first; `events` oldest first. The log does not say to which of two that go on at once a code
// belongs: it is counted to the newest.
std::vector<ListedSignIn> listed_sign_ins(std::span<SignInEvent const> events);

}  // namespace voordeur
