// SPDX-License-Identifier: EUPL-1.2
#include "sessions/session_store.hpp"

#include "crypto/encoding.hpp"
#include "documents/acceptance_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select =
    "SELECT methods, signed_in_at, last_used_at, challenge_id, account.id, customer_number, email, name, "
    "language, asks_documents, asks_new_super_pin, (SELECT count(*) FROM sign_in_name WHERE "
    "sign_in_name.account_id = account.id AND kind = 'email') "
    "FROM session JOIN account ON account.id = session.account_id WHERE token_hash = $1 AND ended_at IS NULL "
    "AND account.closed_at IS NULL";
constexpr std::string_view insert =
    "INSERT INTO session (token_hash, account_id, methods, made_at, signed_in_at, last_used_at, "
    "challenge_id, device, asks_documents, asks_new_super_pin) "
    "VALUES ($1, $2, $3, $4, $5, $4, $6, $7, $8, $9)";
constexpr std::string_view select_challenge =
    "SELECT challenge_id FROM session WHERE token_hash = $1 AND account_id = $2";
constexpr std::string_view select_account = "SELECT account_id FROM session WHERE token_hash = $1";
constexpr std::string_view select_begun =
    "SELECT 1 FROM session WHERE token_hash = $1 AND made_at >= $2 AND ended_at IS NULL";
constexpr std::string_view update_use = "UPDATE session SET last_used_at = $2 WHERE token_hash = $1";
constexpr std::string_view update_challenge = "UPDATE session SET challenge_id = $2 WHERE token_hash = $1";
constexpr std::string_view update_asked = "UPDATE session SET asks_documents = 0 WHERE token_hash = $1";
constexpr std::string_view update_all_asked =
    "UPDATE session SET asks_documents = 0 WHERE account_id = $1 AND asks_documents = 1";
constexpr std::string_view update_end =
    "UPDATE session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL";
constexpr std::string_view update_end_all =
    "UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL";
constexpr std::string_view update_end_others =
    "UPDATE session SET ended_at = $3 WHERE account_id = $1 AND token_hash <> $2 AND ended_at IS NULL";
constexpr std::string_view select_of_account =
    "SELECT token_hash, methods, signed_in_at, last_used_at, device FROM session WHERE account_id = $1 AND "
    "ended_at IS NULL ORDER BY last_used_at DESC, token_hash";
constexpr std::string_view select_begun_in =
    "SELECT made_at, device FROM session WHERE account_id = $1 AND made_at >= $2 AND made_at < $3 ORDER BY "
    "made_at DESC, token_hash";
// Nobody is signed in for so long: what is older has ended by itself.
constexpr std::string_view update_end_every =
    "UPDATE session SET ended_at = $1 WHERE made_at > $2 AND ended_at IS NULL";
constexpr std::string_view delete_of_account = "DELETE FROM session WHERE account_id = $1";
// Of its times only the first never changes, so the index is on that one.
constexpr std::string_view delete_unused = "DELETE FROM session WHERE made_at < $1 AND last_used_at < $1";

bool asks_documents(Transaction& transaction, NewSession const& session) {
    if (session.asks_documents) return *session.asks_documents;
    return level_of(session.methods) == SignInLevel::two_factors &&
           are_documents_open(transaction, session.account_id);
}

}  // namespace

std::string session_hash(std::string const& token) {
    return sha256_hex(token);
}

std::optional<Session> find_session_though_idle(Transaction& transaction, std::string const& token_hash) {
    auto const row = transaction.one(select, token_hash);
    if (!row) return std::nullopt;
    Account account{row->id<Account>(4),
                    row->text(5),
                    row->text(6),
                    row->text(7),
                    language_of(row->text(8)).value_or(Language::dutch),
                    row->number(11) > 0};
    return Session{token_hash,
                   methods_from(row->text(0)),
                   row->time(1),
                   row->time(2),
                   row->maybe_id<Challenge>(3),
                   std::move(account),
                   row->flag(9),
                   row->flag(10)};
}

std::optional<Session> find_session(Transaction& transaction, std::string const& token_hash, Time now) {
    auto session = find_session_though_idle(transaction, token_hash);
    if (!session || !session_holds(session->signed_in_at, session->last_used_at, now)) return std::nullopt;
    return session;
}

void start_session(Transaction& transaction, CookieToken const& token, NewSession const& session, Time now) {
    transaction.run(insert, session_hash(token.reveal()), session.account_id, stored_text(session.methods),
                    now, session.signed_in_at, session.challenge_id, stored_text(session.device),
                    asks_documents(transaction, session), session.asks_new_super_pin);
}

void ask_documents_later(Transaction& transaction, std::string const& token_hash) {
    transaction.run(update_asked, token_hash);
}

void ask_documents_no_more(Transaction& transaction, Id<Account> const& account_id) {
    transaction.run(update_all_asked, account_id);
}

std::optional<EarlierSession> find_earlier_session(Transaction& transaction, std::string const& token_hash,
                                                   Id<Account> const& account_id) {
    auto const row = transaction.one(select_challenge, token_hash, account_id);
    if (!row) return std::nullopt;
    return EarlierSession{row->maybe_id<Challenge>(0)};
}

std::optional<Id<Account>> account_of_session(Transaction& transaction, std::string const& token_hash) {
    auto const row = transaction.one(select_account, token_hash);
    if (!row) return std::nullopt;
    return row->id<Account>(0);
}

bool is_session_begun_since(Transaction& transaction, std::string const& token_hash, Time since) {
    return transaction.one(select_begun, token_hash, since).has_value();
}

void note_session_use(Transaction& transaction, std::string const& token_hash, Time now) {
    transaction.run(update_use, token_hash, now);
}

void set_session_challenge(Transaction& transaction, std::string const& token_hash,
                           Id<Challenge> const& challenge_id) {
    transaction.run(update_challenge, token_hash, challenge_id);
}

bool end_session(Transaction& transaction, std::string const& token_hash, Time now) {
    return transaction.run(update_end, token_hash, now) == 1;
}

std::vector<ListedSession> sessions_of_account(Transaction& transaction, Id<Account> const& account_id,
                                               Time now) {
    std::vector<ListedSession> sessions;
    for (auto const& row : transaction.all(select_of_account, account_id))
        if (session_holds(row.time(2), row.time(3), now))
            sessions.push_back(
                {row.text(0), methods_from(row.text(1)), row.time(2), row.time(3), device_from(row.text(4))});
    return sessions;
}

std::vector<BegunSession> sessions_begun(Transaction& transaction, Id<Account> const& account_id,
                                         TimeRange range) {
    std::vector<BegunSession> sessions;
    for (auto const& row : transaction.all(select_begun_in, account_id, range.from, range.to))
        sessions.push_back({row.time(0), device_from(row.text(1))});
    return sessions;
}

void end_other_sessions(Transaction& transaction, Id<Account> const& account_id,
                        std::string const& token_hash, Time now) {
    transaction.run(update_end_others, account_id, token_hash, now);
}

void end_sessions_of_account(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(update_end_all, account_id, now);
}

void forget_sessions_of(Transaction& transaction, Id<Account> const& account_id) {
    transaction.run(delete_of_account, account_id);
}

void end_all_sessions(Transaction& transaction, Time now) {
    transaction.run(update_end_every, now, now - longest_session - std::chrono::hours(1));
}

std::int64_t forget_sessions_unused_since(Transaction& transaction, Time when) {
    return transaction.run(delete_unused, when);
}

}  // namespace voordeur
