// SPDX-License-Identifier: EUPL-1.2
#include "clients/grant_store.hpp"

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert =
    "INSERT INTO client_grant (id, code_hash, client_id, account_id, session_hash, scopes, signed_in_at, "
    "methods, session_name, made_at, refresh_number, refresh_made_at, refreshed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $10, $10)";
constexpr std::string_view select =
    "SELECT id, client_id, account_id, session_hash, scopes, signed_in_at, methods, session_name, "
    "refresh_number, refresh_made_at, refreshed_at FROM client_grant WHERE id = $1 AND ended_at IS NULL";
constexpr std::string_view select_locked =
    "SELECT id, client_id, account_id, session_hash, scopes, signed_in_at, methods, session_name, "
    "refresh_number, refresh_made_at, refreshed_at FROM client_grant WHERE id = $1 AND ended_at IS NULL "
    "FOR UPDATE";
constexpr std::string_view update_refreshed =
    "UPDATE client_grant SET refresh_number = $2, refresh_made_at = $3, refreshed_at = $4 WHERE id = $1";
constexpr std::string_view update_session =
    "UPDATE client_grant SET session_hash = $2 WHERE session_hash = $1 AND account_id = $3 AND ended_at IS "
    "NULL";
constexpr std::string_view update_ended =
    "UPDATE client_grant SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
constexpr std::string_view update_ended_of_code =
    "UPDATE client_grant SET ended_at = $3 WHERE code_hash = $1 AND client_id = $2 AND ended_at IS NULL";
constexpr std::string_view update_ended_of_client =
    "UPDATE client_grant SET ended_at = $2 WHERE client_id = $1 AND ended_at IS NULL";
constexpr std::string_view select_named =
    "SELECT 1 FROM client_grant WHERE session_hash = $1 AND client_id = $2 AND session_name = $3 LIMIT 1";
constexpr std::string_view delete_grants_of_account = "DELETE FROM client_grant WHERE account_id = $1";
constexpr std::string_view delete_subjects_of_account = "DELETE FROM client_subject WHERE account_id = $1";
constexpr std::string_view delete_before = "DELETE FROM client_grant WHERE made_at < $1";
constexpr std::string_view select_subject =
    "SELECT subject FROM client_subject WHERE client_id = $1 AND account_id = $2";
constexpr std::string_view insert_subject =
    "INSERT INTO client_subject (client_id, account_id, subject) VALUES ($1, $2, $3) ON CONFLICT (client_id, "
    "account_id) DO NOTHING";

constexpr std::size_t subject_bytes = 16;

std::optional<ClientGrant> grant_from(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    return ClientGrant{.id = row->id<ClientGrant>(0),
                       .client_id = row->id<Client>(1),
                       .account_id = row->id<Account>(2),
                       .session_hash = row->text(3),
                       .scopes = words_in(row->text(4)),
                       .signed_in_at = row->time(5),
                       .methods = methods_from(row->text(6)),
                       .session_name = row->text(7),
                       .used_last = {row->number(8), row->time(9)},
                       .refreshed_at = row->time(10)};
}

}  // namespace

void add_grant(Transaction& transaction, ClientGrant const& grant, std::string_view code, Time now) {
    transaction.run(insert, grant.id, sha256_hex(code), grant.client_id, grant.account_id, grant.session_hash,
                    joined_words(grant.scopes), grant.signed_in_at, stored_text(grant.methods),
                    grant.session_name, now);
}

std::optional<ClientGrant> find_grant(Transaction& transaction, Id<ClientGrant> const& id) {
    return grant_from(transaction.one(select, id));
}

std::optional<ClientGrant> lock_grant(Transaction& transaction, Id<ClientGrant> const& id) {
    return grant_from(transaction.one(select_locked, id));
}

void note_refresh(Transaction& transaction, ClientGrant const& grant, Time now) {
    transaction.run(update_refreshed, grant.id, grant.used_last.number, grant.used_last.made_at, now);
}

void move_grants(Transaction& transaction, Id<Account> const& account_id, SessionChange const& change) {
    transaction.run(update_session, change.from, change.to, account_id);
}

bool is_session_named(Transaction& transaction, NamedSession const& named) {
    return transaction.one(select_named, named.session_hash, named.client_id, named.name).has_value();
}

bool end_grant(Transaction& transaction, Id<ClientGrant> const& id, Time now) {
    return transaction.run(update_ended, id, now) == 1;
}

bool end_grant_of_code(Transaction& transaction, std::string_view code, Id<Client> const& client_id,
                       Time now) {
    return transaction.run(update_ended_of_code, sha256_hex(code), client_id, now) == 1;
}

void end_grants_of_client(Transaction& transaction, Id<Client> const& client_id, Time now) {
    transaction.run(update_ended_of_client, client_id, now);
}

std::int64_t forget_grants_made_before(Transaction& transaction, Time when) {
    return transaction.run(delete_before, when);
}

std::optional<std::string> find_subject(Transaction& transaction, Id<Client> const& client_id,
                                        Id<Account> const& account_id) {
    auto const row = transaction.one(select_subject, client_id, account_id);
    return row ? std::optional(row->text(0)) : std::nullopt;
}

// Two at once may make one: whose row stays is what both answer.
std::string subject_at(Transaction& transaction, Random& random, Id<Client> const& client_id,
                       Id<Account> const& account_id) {
    if (auto const known = find_subject(transaction, client_id, account_id)) return *known;
    transaction.run(insert_subject, client_id, account_id, to_base64url(random.bytes(subject_bytes)));
    return find_subject(transaction, client_id, account_id).value();
}

void forget_at_clients(Transaction& transaction, Id<Account> const& account_id) {
    transaction.run(delete_grants_of_account, account_id);
    transaction.run(delete_subjects_of_account, account_id);
}

}  // namespace voordeur
