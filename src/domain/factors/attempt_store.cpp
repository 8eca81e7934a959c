// SPDX-License-Identifier: EUPL-1.2
#include "factors/attempt_store.hpp"

#include "tries/throttle_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_attempt =
    "SELECT id, kind, account_id, browser_key, phone, phone_key, tries, made_at, spent_at, used_at, "
    "ended_at, "
    "last_wrong_code FROM attempt WHERE id = $1 FOR UPDATE";
constexpr std::string_view select_open_sign_in =
    "SELECT id, kind, account_id, browser_key, phone, phone_key, tries, made_at, spent_at, used_at, "
    "ended_at, "
    "last_wrong_code FROM attempt WHERE account_id = $1 AND browser_key = $2 AND kind = 'sign_in' AND "
    "made_at > $3 "
    "AND spent_at IS NULL AND ended_at IS NULL ORDER BY made_at DESC LIMIT 1 FOR UPDATE";
constexpr std::string_view insert_attempt =
    "INSERT INTO attempt (id, kind, account_id, browser_key, phone, phone_key, tries, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, 0, $7)";
constexpr std::string_view take_try =
    "UPDATE attempt SET tries = tries + 1 WHERE id = $1 AND spent_at IS NULL AND ended_at IS NULL AND tries "
    "< $2 "
    "RETURNING tries";
constexpr std::string_view set_wrong_code = "UPDATE attempt SET last_wrong_code = $2 WHERE id = $1";
constexpr std::string_view spend =
    "UPDATE attempt SET spent_at = $2 WHERE id = $1 AND spent_at IS NULL AND ended_at IS NULL";
constexpr std::string_view use =
    "UPDATE attempt SET used_at = $2 WHERE id = $1 AND spent_at IS NOT NULL AND "
    "used_at IS NULL AND ended_at IS NULL";
constexpr std::string_view end = "UPDATE attempt SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
constexpr std::string_view select_codes =
    "SELECT code_hash, made_at FROM one_time_code WHERE attempt_id = $1 ORDER BY number DESC, made_at DESC";
constexpr std::string_view insert_code =
    "INSERT INTO one_time_code (id, attempt_id, code_hash, made_at, number) VALUES ($1, $2, $3, $4, (SELECT "
    "count(*) + 1 FROM one_time_code WHERE attempt_id = $2)) RETURNING number";
constexpr std::string_view count_unused =
    "SELECT count(*) FROM one_time_code JOIN attempt ON attempt.id = one_time_code.attempt_id "
    "WHERE attempt.account_id = $1 AND attempt.kind = 'sign_in' AND one_time_code.made_at > $2 AND "
    "one_time_code.made_at > (SELECT coalesce(max(spent_at), 0) FROM attempt WHERE account_id = $1 AND "
    "kind = 'sign_in')";
constexpr std::string_view insert_sms =
    "INSERT INTO sms_sent (id, account_id, phone_key, practice_id, country, bound, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view select_account_locked = "SELECT 1 FROM account WHERE id = $1 FOR UPDATE";
constexpr std::string_view select_sms_of_account =
    "SELECT made_at FROM sms_sent WHERE account_id = $1 AND made_at > $2 ORDER BY made_at DESC";
constexpr std::string_view select_sms_of_phone =
    "SELECT made_at FROM sms_sent WHERE phone_key = $1 AND made_at > $2 ORDER BY made_at DESC";
// Whoever else asks for SMS to a bound number does not use up its owner's.
constexpr std::string_view select_sms_of_bound_phone =
    "SELECT made_at FROM sms_sent WHERE phone_key = $1 AND bound = 1 AND made_at > $2 ORDER BY made_at DESC";
constexpr std::string_view count_of_practice =
    "SELECT count(*) FROM sms_sent WHERE practice_id = $1 AND bound = 0 AND made_at > $2";
constexpr std::string_view count_of_country =
    "SELECT count(*) FROM sms_sent WHERE country = $1 AND bound = 0 AND made_at > $2";
constexpr std::string_view select_factor =
    "SELECT id, phone, phone_key, failed_attempts, wait_until FROM second_factor WHERE account_id = $1 AND "
    "ended_at IS NULL";
constexpr std::string_view count_failed =
    "UPDATE second_factor SET failed_attempts = failed_attempts + 1 WHERE account_id = $1 AND ended_at IS "
    "NULL "
    "RETURNING failed_attempts";
constexpr std::string_view set_wait =
    "UPDATE second_factor SET wait_until = $2 WHERE account_id = $1 AND ended_at IS NULL";
constexpr std::string_view reset_failed =
    "UPDATE second_factor SET failed_attempts = 0, wait_until = NULL WHERE account_id = $1 AND ended_at IS "
    "NULL";

constexpr std::string_view stored_name(AttemptKind kind) {
    return kind == AttemptKind::binding ? "binding" : "sign_in";
}

std::optional<Attempt> attempt_from(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    auto const kind =
        row->text(1) == stored_name(AttemptKind::binding) ? AttemptKind::binding : AttemptKind::sign_in;
    return Attempt{row->text(0),        kind,
                   row->text(2),        row->text(3),
                   row->text(4),        row->text(5),
                   row->number(6),      row->time(7),
                   row->maybe_time(8),  row->maybe_time(9),
                   row->maybe_time(10), row->maybe_text(11)};
}

std::vector<Time> times_from(std::vector<Row> const& rows) {
    std::vector<Time> times;
    for (auto const& row : rows) times.push_back(row.time(0));
    return times;
}

}  // namespace

std::optional<Attempt> find_attempt(Transaction& transaction, std::string const& id) {
    return attempt_from(transaction.one(select_attempt, id));
}

std::optional<Attempt> find_open_sign_in(Transaction& transaction, std::string const& account_id,
                                         std::string const& browser_key, Time since) {
    return attempt_from(transaction.one(select_open_sign_in, account_id, browser_key, since));
}

void add_attempt(Transaction& transaction, Attempt const& attempt) {
    transaction.run(insert_attempt, attempt.id, stored_name(attempt.kind), attempt.account_id,
                    attempt.browser_key, attempt.sealed_phone, attempt.phone_key, attempt.made_at);
}

std::optional<std::int64_t> take_code_try(Transaction& transaction, std::string const& attempt_id, int most) {
    auto const row = transaction.one(take_try, attempt_id, most);
    if (!row) return std::nullopt;
    return row->number(0);
}

void note_wrong_code(Transaction& transaction, std::string const& attempt_id, std::string const& mac) {
    transaction.run(set_wrong_code, attempt_id, mac);
}

bool spend_attempt(Transaction& transaction, std::string const& attempt_id, Time now) {
    return transaction.run(spend, attempt_id, now) == 1;
}

bool use_attempt(Transaction& transaction, std::string const& attempt_id, Time now) {
    return transaction.run(use, attempt_id, now) == 1;
}

void end_attempt(Transaction& transaction, std::string const& attempt_id, Time now) {
    transaction.run(end, attempt_id, now);
}

std::vector<StoredCode> codes_of(Transaction& transaction, std::string const& attempt_id) {
    std::vector<StoredCode> codes;
    for (auto const& row : transaction.all(select_codes, attempt_id))
        codes.push_back({row.text(0), row.time(1)});
    return codes;
}

std::int64_t add_code(Transaction& transaction, std::string const& id, std::string const& attempt_id,
                      StoredCode const& code) {
    return transaction.one(insert_code, id, attempt_id, code.hash, code.made_at)->number(0);
}

std::int64_t unused_sign_in_codes(Transaction& transaction, std::string const& account_id, Time now) {
    return transaction.one(count_unused, account_id, now - std::chrono::hours(24))->number(0);
}

void note_sms(Transaction& transaction, SmsAsked const& asked, Time now) {
    transaction.run(insert_sms, asked.id, asked.account_id, asked.phone_key, asked.practice_id, asked.country,
                    asked.phone_is_bound ? 1 : 0, now);
}

void lock_account(Transaction& transaction, std::string const& account_id) {
    transaction.one(select_account_locked, account_id);
}

void lock_sms_counts(Transaction& transaction, SmsAsked const& asked) {
    lock_account(transaction, asked.account_id);
    // In the order of their names, as everybody takes them.
    if (asked.is_abroad && !asked.phone_is_bound) lock_throttle(transaction, "sms-country:" + asked.country);
    lock_throttle(transaction, "sms-phone:" + asked.phone_key);
    if (asked.practice_id && !asked.phone_is_bound)
        lock_throttle(transaction, "sms-practice:" + *asked.practice_id);
}

SmsHistory sms_history(Transaction& transaction, SmsAsked const& asked, Time now) {
    auto const day_ago = now - std::chrono::hours(24);
    SmsHistory history;
    history.of_account = times_from(transaction.all(select_sms_of_account, asked.account_id, day_ago));
    history.of_phone = times_from(transaction.all(
        asked.phone_is_bound ? select_sms_of_bound_phone : select_sms_of_phone, asked.phone_key, day_ago));
    history.phone_is_bound = asked.phone_is_bound;
    if (asked.phone_is_bound) return history;
    if (asked.practice_id)
        history.unbound_of_practice =
            transaction.one(count_of_practice, asked.practice_id, day_ago)->number(0);
    if (asked.is_abroad)
        history.unbound_of_country = transaction.one(count_of_country, asked.country, day_ago)->number(0);
    return history;
}

std::optional<SecondFactor> find_second_factor(Transaction& transaction, std::string const& account_id) {
    auto const row = transaction.one(select_factor, account_id);
    if (!row) return std::nullopt;
    return SecondFactor{row->text(0), row->text(1), row->text(2), row->number(3), row->maybe_time(4)};
}

void note_failed_attempt(Transaction& transaction, std::string const& account_id, Time now) {
    auto const row = transaction.one(count_failed, account_id);
    if (!row) return;
    auto const wait = factor_wait(row->number(0));
    if (wait.count() > 0) transaction.run(set_wait, account_id, now + wait);
}

void note_right_code(Transaction& transaction, std::string const& account_id) {
    transaction.run(reset_failed, account_id);
}

}  // namespace voordeur
