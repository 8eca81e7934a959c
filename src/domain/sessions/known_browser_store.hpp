// SPDX-License-Identifier: EUPL-1.2
// The table `known_browser`: in which browsers an account was signed in to with two factors. Such a browser
// has its own count of wrong passwords, and guesses from elsewhere never hold it up. It proves nothing about
// who sits before it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "store/database.hpp"

namespace voordeur {

inline constexpr std::chrono::days known_browser_lasts{365};  // without signing in
inline constexpr std::int64_t most_known_browsers = 20;       // of one account; the oldest goes

// Of the token in its cookie.
std::string known_browser_hash(std::string const& token);

// Whether the account was signed in to there, with two factors, and that was not ended since.
bool is_known_browser(Transaction& transaction, std::string const& token_hash, Id<Account> const& account_id,
                      Time now);
// Likewise of whoever signs in by this name, SignInName::text(); it takes as long for a name that nobody has.
bool is_known_browser_of(Transaction& transaction, std::string const& token_hash, std::string const& name,
                         Time now);
void remember_known_browser(Transaction& transaction, std::string const& token_hash,
                            Id<Account> const& account_id, Time now);

struct ListedBrowser {
    Time made_at;
    Time last_used_at;
};
std::vector<ListedBrowser> known_browsers_of(Transaction& transaction, Id<Account> const& account_id);

// The account's browsers are strangers' again.
void forget_known_browsers(Transaction& transaction, Id<Account> const& account_id);
// Everybody's.
void forget_all_known_browsers(Transaction& transaction);
std::int64_t forget_known_browsers_unused_since(Transaction& transaction, Time when);

}  // namespace voordeur
