// SPDX-License-Identifier: EUPL-1.2
// Is this the account's password? The one way to ask, for E1, E3 and F4: take a try, hash outside any
// transaction, then count.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "accounts/account_store.hpp"
#include "config/config.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"
#include "tries/throttle_rules.hpp"
#include "values/password.hpp"

namespace voordeur {

struct PasswordTry {
    std::string email;  // as EmailAddress::text(); it need not be anyone's
    Password password;
    std::string network;                       // the client's, IPv6 by /64
    std::optional<std::string> known_browser;  // its id, when it signed in to this account before
};

struct PasswordRight {
    Account account;
};
struct PasswordWrong {};
struct PasswordWait {
    std::chrono::seconds seconds;
};
struct PasswordBusy {};  // the hashing gate is full: 503
using PasswordOutcome = std::variant<PasswordRight, PasswordWrong, PasswordWait, PasswordBusy>;

// Thread safe.
class PasswordCheck {
  public:
    PasswordCheck(Database& database, Sealer const& sealer, Mac const& mac, PasswordHasher& hasher)
        : database_(database), sealer_(sealer), mac_(mac), hasher_(hasher) {}
    void set_limits(LimitsConfig const& limits);

    // An unknown address takes the same statements, one hash of the same cost and the same answer.
    PasswordOutcome check(PasswordTry const& attempt, Time now) const;

  private:
    struct Bucket;
    std::vector<Bucket> buckets_of(PasswordTry const& attempt) const;
    struct TakenTry;
    TakenTry take_try(Transaction& transaction, PasswordTry const& attempt, Time now) const;
    void give_back(Transaction& transaction, TakenTry const& taken) const;
    void forgive(Transaction& transaction, PasswordTry const& attempt, TakenTry const& taken) const;
    void rehash_if_cheap(AccountPassword const& stored, std::string const& encoded,
                         Password const& password) const;

    Database& database_;
    Sealer const& sealer_;
    Mac const& mac_;
    PasswordHasher& hasher_;
    ThrottlePolicy own_;
    ThrottlePolicy network_{20, std::chrono::seconds(900)};
    ThrottlePolicy account_{20, std::chrono::seconds(60)};
};

}  // namespace voordeur
