// SPDX-License-Identifier: EUPL-1.2
#include "factors/sms/sms_store.hpp"

#include "accounts/account_store.hpp"
#include "tries/throttle_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_codes =
    "SELECT code_hash, made_at FROM one_time_code WHERE challenge_id = $1 ORDER BY number DESC, made_at DESC";
constexpr std::string_view insert_code =
    "INSERT INTO one_time_code (id, challenge_id, code_hash, made_at, number) VALUES ($1, $2, $3, $4, "
    "(SELECT count(*) + 1 FROM one_time_code WHERE challenge_id = $2)) RETURNING number";
constexpr std::string_view count_unused =
    "SELECT count(*) FROM one_time_code JOIN challenge ON challenge.id = one_time_code.challenge_id "
    "WHERE challenge.account_id = $1 AND challenge.purpose = 'sign_in' AND one_time_code.made_at > $2 AND "
    "one_time_code.made_at > (SELECT coalesce(max(spent_at), 0) FROM challenge WHERE account_id = $1 AND "
    "purpose = 'sign_in')";
constexpr std::string_view insert_sms =
    "INSERT INTO sms_sent (id, account_id, phone_key, practice_id, country, bound, for_recovery, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::string_view select_sms_of_account =
    "SELECT made_at FROM sms_sent WHERE account_id = $1 AND for_recovery = $3 AND made_at > $2 "
    "ORDER BY made_at DESC";
constexpr std::string_view select_sms_of_phone =
    "SELECT made_at FROM sms_sent WHERE phone_key = $1 AND made_at > $2 ORDER BY made_at DESC";
// Whoever else asks for SMS to a bound number does not use up its owner's.
constexpr std::string_view select_sms_of_bound_phone =
    "SELECT made_at FROM sms_sent WHERE phone_key = $1 AND bound = 1 AND for_recovery = $3 AND made_at > "
    "$2 ORDER BY made_at DESC";
constexpr std::string_view count_of_practice =
    "SELECT count(*) FROM sms_sent WHERE practice_id = $1 AND bound = 0 AND made_at > $2";
constexpr std::string_view count_of_country =
    "SELECT count(*) FROM sms_sent WHERE country = $1 AND bound = 0 AND made_at > $2";
constexpr std::string_view delete_sms_of_account = "DELETE FROM sms_sent WHERE account_id = $1";
constexpr std::string_view delete_sms = "DELETE FROM sms_sent WHERE made_at < $1";

std::vector<Time> times_from(std::vector<Row> const& rows) {
    std::vector<Time> times;
    for (auto const& row : rows) times.push_back(row.time(0));
    return times;
}

}  // namespace

std::vector<StoredCode> codes_of(Transaction& transaction, Id<Challenge> const& challenge_id) {
    std::vector<StoredCode> codes;
    for (auto const& row : transaction.all(select_codes, challenge_id))
        codes.push_back({row.text(0), row.time(1)});
    return codes;
}

std::int64_t add_code(Transaction& transaction, Id<StoredCode> const& id, Id<Challenge> const& challenge_id,
                      StoredCode const& code) {
    return transaction.one(insert_code, id, challenge_id, code.hash, code.made_at)->number(0);
}

std::int64_t unused_sign_in_codes(Transaction& transaction, Id<Account> const& account_id, Time now) {
    return transaction.one(count_unused, account_id, now - std::chrono::hours(24))->number(0);
}

void note_sms(Transaction& transaction, Id<WantedSms> const& id, WantedSms const& wanted, Time now) {
    transaction.run(insert_sms, id, wanted.account_id, wanted.phone_key, wanted.practice_id, wanted.country,
                    wanted.phone_is_bound ? 1 : 0, wanted.for_recovery ? 1 : 0, now);
}

void lock_sms_counts(Transaction& transaction, WantedSms const& wanted) {
    lock_account(transaction, wanted.account_id);
    // In the order of their names, as everybody takes them.
    if (wanted.is_abroad && !wanted.phone_is_bound)
        lock_throttle(transaction, "sms-country:" + wanted.country);
    lock_throttle(transaction, "sms-phone:" + wanted.phone_key);
    if (wanted.practice_id && !wanted.phone_is_bound)
        lock_throttle(transaction, "sms-practice:" + wanted.practice_id->text());
}

SmsHistory sms_history(Transaction& transaction, WantedSms const& wanted, Time now) {
    auto const day_ago = now - std::chrono::hours(24);
    auto const for_recovery = wanted.for_recovery ? 1 : 0;
    SmsHistory history;
    history.of_account =
        times_from(transaction.all(select_sms_of_account, wanted.account_id, day_ago, for_recovery));
    history.phone_is_bound = wanted.phone_is_bound;
    if (wanted.phone_is_bound) {
        history.of_phone =
            times_from(transaction.all(select_sms_of_bound_phone, wanted.phone_key, day_ago, for_recovery));
        return history;
    }
    history.of_phone = times_from(transaction.all(select_sms_of_phone, wanted.phone_key, day_ago));
    if (wanted.practice_id)
        history.unbound_of_practice =
            transaction.one(count_of_practice, wanted.practice_id, day_ago)->number(0);
    if (wanted.is_abroad)
        history.unbound_of_country = transaction.one(count_of_country, wanted.country, day_ago)->number(0);
    return history;
}

void forget_sms_of(Transaction& transaction, Id<Account> const& account_id) {
    transaction.run(delete_sms_of_account, account_id);
}

std::int64_t forget_sms_before(Transaction& transaction, Time when) {
    return transaction.run(delete_sms, when);
}

}  // namespace voordeur
