// SPDX-License-Identifier: EUPL-1.2
// Is this the account's password? The one way to ask, for E1, E3 and F4: take a try, hash outside any
// transaction, then count.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "accounts/account_store.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "passwords/sign_in_limits.hpp"
#include "store/database.hpp"
#include "tries/throttled_guess.hpp"
#include "values/password.hpp"

namespace voordeur {

struct PasswordAttempt {
    std::string name;  // as SignInName::text(); it need not be anyone's
    Password password;
    std::string network;                       // the client's, IPv6 by /64
    std::optional<std::string> known_browser;  // its token, when it signed in to this account before
};

struct PasswordRight {
    Account account;
    std::string sealed_hash;  // as stored: where another one is by now, another password was chosen meanwhile
};
struct PasswordWrong {};
struct PasswordWait {
    std::chrono::seconds seconds;
};
struct PasswordBusy {};  // the hashing gate is full: 503
using PasswordOutcome = std::variant<PasswordRight, PasswordWrong, PasswordWait, PasswordBusy>;

// What checking needs; all outlive it.
struct PasswordRooms {
    Database& database;
    Sealer const& sealer;
    Mac const& mac;
    PasswordHasher& hasher;
};

// Thread safe.
class PasswordCheck {
  public:
    PasswordCheck(PasswordRooms rooms, SignInLimits limits) : rooms_(rooms), limits_(limits) {}

    // Of one account from one network, with the right password: each is a session and a line in the audit
    // log.
    int sign_ins_an_hour() const { return std::max(limits_.sign_ins_an_hour, limits_.own.free); }

    // Whatever names an account has, its wrong tries are counted together. An unknown name takes the same
    // statements, one hash of the same cost and the same answer.
    PasswordOutcome check(PasswordAttempt const& attempt, Time now) const;
    // How long `check` would let it wait now; zero: not. Nothing is counted.
    std::chrono::seconds standing_wait(PasswordAttempt const& attempt, Time now) const;

  private:
    Guess guess_of(Transaction& transaction, PasswordAttempt const& attempt) const;
    std::string rehashed_if_cheap(AccountPassword const& stored, std::string const& encoded,
                                  Password const& password) const;

    PasswordRooms rooms_;
    SignInLimits limits_;
};

}  // namespace voordeur
