// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "crypto/tokens.hpp"
#include "sessions/device_rules.hpp"
#include "sessions/session_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Challenge;

// A browser in which someone is signed in. The token is in its cookie only; the row has its hash.
struct Session {
    std::string token_hash;
    UsedMethods methods;
    Time signed_in_at;
    Time last_used_at;
    std::optional<Id<Challenge>> challenge_id;  // the binding or sign-in that goes on in it
    Account account;
    bool asks_documents = false;      // before anything opens
    bool asks_new_super_pin = false;  // the same
};

struct NewSession {
    Id<Account> account_id;
    UsedMethods methods;
    Time signed_in_at;
    std::optional<Id<Challenge>> challenge_id;
    Device device = {};
    // As the session before it. None: a sign-in, which asks with two factors when a document is open.
    std::optional<bool> asks_documents = {};
    bool asks_new_super_pin = false;
};

std::string session_hash(std::string const& token);

// nullopt: unknown, ended, idle too long or too old.
std::optional<Session> find_session(Transaction& transaction, std::string const& token_hash, Time now);
// nullopt: unknown, or ended by somebody.
std::optional<Session> find_session_though_idle(Transaction& transaction, std::string const& token_hash);
void start_session(Transaction& transaction, CookieToken const& token, NewSession const& session, Time now);
// This account's session of that token, which may have ended: what it began goes on in the next session of
// its browser.
struct EarlierSession {
    std::optional<Id<Challenge>> challenge_id;
};
std::optional<EarlierSession> find_earlier_session(Transaction& transaction, std::string const& token_hash,
                                                   Id<Account> const& account_id);
// Whose it was, ended or not; nullopt: unknown.
std::optional<Id<Account>> account_of_session(Transaction& transaction, std::string const& token_hash);
// Whether it began since then, and did not end.
bool is_session_begun_since(Transaction& transaction, std::string const& token_hash, Time since);
void note_session_use(Transaction& transaction, std::string const& token_hash, Time now);
void set_session_challenge(Transaction& transaction, std::string const& token_hash,
                           Id<Challenge> const& challenge_id);
// Documents are asked no more in this session; in every one of the account.
void ask_documents_later(Transaction& transaction, std::string const& token_hash);
void ask_documents_no_more(Transaction& transaction, Id<Account> const& account_id);
// False when it had ended already.
bool end_session(Transaction& transaction, std::string const& token_hash, Time now);
// Where an account is signed in, or is about to be: those that still hold, the one that was used last first.
struct ListedSession {
    std::string token_hash;
    UsedMethods methods;
    Time signed_in_at;
    Time last_used_at;
    Device device;
};
std::vector<ListedSession> sessions_of_account(Transaction& transaction, Id<Account> const& account_id,
                                               Time now);
// Those that began in this time, ended or not, the newest first; of long ago none are kept.
struct BegunSession {
    Time at;
    Device device;
};
struct TimeRange {
    Time from, to;
};
std::vector<BegunSession> sessions_begun(Transaction& transaction, Id<Account> const& account_id,
                                         TimeRange range);
// All but this one.
void end_other_sessions(Transaction& transaction, Id<Account> const& account_id,
                        std::string const& token_hash, Time now);
void end_sessions_of_account(Transaction& transaction, Id<Account> const& account_id, Time now);
// Of an account that is gone: nothing is left of them.
void forget_sessions_of(Transaction& transaction, Id<Account> const& account_id);
// Of everybody.
void end_all_sessions(Transaction& transaction, Time now);
std::int64_t forget_sessions_unused_since(Transaction& transaction, Time when);

}  // namespace voordeur
