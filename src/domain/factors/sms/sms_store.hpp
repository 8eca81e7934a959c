// SPDX-License-Identifier: EUPL-1.2
// The tables `one_time_code` and `sms_sent`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "factors/sms/sms_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;
struct Challenge;
struct Practice;

struct StoredCode {
    std::string hash;
    Time made_at;
};
std::vector<StoredCode> codes_of(Transaction& transaction,
                                 Id<Challenge> const& challenge_id);  // newest first
// Which code of its challenge it is, from 1.
std::int64_t add_code(Transaction& transaction, Id<StoredCode> const& id, Id<Challenge> const& challenge_id,
                      StoredCode const& code);
// Codes sent to this account's sign-ins since the last one that was used, within a day.
std::int64_t unused_sign_in_codes(Transaction& transaction, Id<Account> const& account_id, Time now);

struct WantedSms {
    Id<Account> account_id;
    std::string phone_key = {};
    std::optional<Id<Practice>> practice_id = {};
    std::string country = {};  // or what else has a budget of its own
    bool is_abroad = false;    // outside the Netherlands
    bool phone_is_bound = false;
    bool for_recovery = false;  // counted apart: it uses up none of its owner's sign-ins
};
void note_sms(Transaction& transaction, Id<WantedSms> const& id, WantedSms const& wanted, Time now);
// Locks what is counted until the transaction ends, before an SMS is sent: two requests at once, of one
// account or of several, do not both get the last one.
void lock_sms_counts(Transaction& transaction, WantedSms const& wanted);
SmsHistory sms_history(Transaction& transaction, WantedSms const& wanted, Time now);
void forget_sms_of(Transaction& transaction, Id<Account> const& account_id);
std::int64_t forget_sms_before(Transaction& transaction, Time when);

}  // namespace voordeur
