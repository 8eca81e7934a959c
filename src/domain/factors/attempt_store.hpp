// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "factors/attempt_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

enum class AttemptKind { binding, sign_in };

struct Attempt {
    std::string id;
    AttemptKind kind = AttemptKind::binding;
    std::string account_id;
    std::string browser_key;
    std::string sealed_phone;
    std::string phone_key;
    std::int64_t tries = 0;
    Time made_at;
    std::optional<Time> spent_at;
    std::optional<Time> used_at;
    std::optional<Time> ended_at;
    std::optional<std::string> last_wrong_code;  // a MAC, see note_wrong_code
};

std::optional<Attempt> find_attempt(Transaction& transaction, std::string const& id);
// The newest sign-in of this account in this browser that can go on.
std::optional<Attempt> find_open_sign_in(Transaction& transaction, std::string const& account_id,
                                         std::string const& browser_key, Time since);
void add_attempt(Transaction& transaction, Attempt const& attempt);

// Counts a try before it is compared; the number of tries made, or nullopt when none was left or the code was
// used.
std::optional<std::int64_t> take_code_try(Transaction& transaction, std::string const& attempt_id, int most);
// `mac` is of what was typed together with the codes that it was compared with: the same typed again, as
// Reload does, is no new guess and is not counted, until another code is sent.
void note_wrong_code(Transaction& transaction, std::string const& attempt_id, std::string const& mac);
// Its code was right. True for exactly one caller.
bool spend_attempt(Transaction& transaction, std::string const& attempt_id, Time now);
// The telephone is bound by it. True for exactly one caller.
bool use_attempt(Transaction& transaction, std::string const& attempt_id, Time now);
void end_attempt(Transaction& transaction, std::string const& attempt_id, Time now);

struct StoredCode {
    std::string hash;
    Time made_at;
};
std::vector<StoredCode> codes_of(Transaction& transaction, std::string const& attempt_id);  // newest first
// Which code of its attempt it is, from 1.
std::int64_t add_code(Transaction& transaction, std::string const& id, std::string const& attempt_id,
                      StoredCode const& code);
// Codes sent to this account's sign-ins since the last one that was used, within a day.
std::int64_t unused_sign_in_codes(Transaction& transaction, std::string const& account_id, Time now);

struct SmsAsked {
    std::string id;
    std::string account_id;
    std::string phone_key;
    std::optional<std::string> practice_id;
    std::string country;
    bool is_abroad = false;  // outside the Netherlands
    bool phone_is_bound = false;
};
void note_sms(Transaction& transaction, SmsAsked const& asked, Time now);
// Until the transaction ends: what one account does at once in two places is done one after the other.
void lock_account(Transaction& transaction, std::string const& account_id);
// Locks what is counted until the transaction ends, before an SMS is sent: two requests at once, of one
// account or of several, do not both get the last one.
void lock_sms_counts(Transaction& transaction, SmsAsked const& asked);
SmsHistory sms_history(Transaction& transaction, SmsAsked const& asked, Time now);

struct SecondFactor {
    std::string id;
    std::string sealed_phone;
    std::string phone_key;
    std::int64_t failed_attempts = 0;
    std::optional<Time> wait_until;
};
std::optional<SecondFactor> find_second_factor(Transaction& transaction, std::string const& account_id);
void note_failed_attempt(Transaction& transaction, std::string const& account_id, Time now);
void note_right_code(Transaction& transaction, std::string const& account_id);

}  // namespace voordeur
