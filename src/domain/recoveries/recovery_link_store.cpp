// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/recovery_link_store.hpp"

#include <chrono>
#include <string_view>

#include "accounts/account_store.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert_link =
    "INSERT INTO recovery_link (token_hash, kind, account_id, recovery_id, made_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view update_keep_links =
    "UPDATE recovery_link SET expires_at = $3 WHERE token_hash IN (SELECT token_hash FROM recovery_link "
    "WHERE account_id = $1 AND kind = 'enter' AND ended_at IS NULL ORDER BY made_at DESC LIMIT $2)";
constexpr std::string_view select_enter_link =
    "SELECT account_id, (SELECT count(*) FROM recovery_link AS newer WHERE newer.account_id = "
    "recovery_link.account_id AND newer.kind = 'enter' AND newer.ended_at IS NULL AND newer.made_at > "
    "recovery_link.made_at) FROM recovery_link WHERE token_hash = $1 AND kind = 'enter' AND expires_at > $2 "
    "AND ended_at IS NULL";
constexpr std::string_view select_draft_link =
    "SELECT account_id, recovery_id FROM recovery_link WHERE token_hash = $1 AND kind = $2 AND expires_at > "
    "$3 AND ended_at IS NULL";
constexpr std::string_view end_mailbox_links =
    "UPDATE recovery_link SET ended_at = $2 WHERE recovery_id = $1 AND kind = 'mailbox' AND ended_at IS NULL";
constexpr std::string_view update_end_link =
    "UPDATE recovery_link SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL";
constexpr std::string_view count_mailbox_links =
    "SELECT count(*) FROM recovery_link WHERE recovery_id = $1 AND kind = 'mailbox'";
constexpr std::string_view update_end_links =
    "UPDATE recovery_link SET ended_at = $2 WHERE account_id = $1 AND kind = 'enter' AND ended_at IS NULL";
constexpr std::string_view select_links_since =
    "SELECT count(*) FROM recovery_link WHERE account_id = $1 AND kind = 'enter' AND made_at > $2";
constexpr std::string_view update_end_everybodys_links =
    "UPDATE recovery_link SET ended_at = $1 WHERE kind = 'enter' AND ended_at IS NULL";
constexpr std::string_view delete_links_of = "DELETE FROM recovery_link WHERE account_id = $1";
constexpr std::string_view delete_links = "DELETE FROM recovery_link WHERE expires_at < $1";

constexpr std::string_view enter = "enter", stop = "stop", mailbox = "mailbox";
constexpr std::chrono::days a_day{1};
std::optional<DraftLink> find_draft_link(Transaction& transaction, std::string const& token,
                                         std::string_view kind, Time now) {
    auto const row = transaction.one(select_draft_link, sha256_hex(token), kind, now);
    if (!row) return std::nullopt;
    return DraftLink{row->id<Account>(0), row->id<Recovery>(1)};
}

}  // namespace

void add_enter_link(Transaction& transaction, std::string const& about, LinkToken const& token, Time now) {
    transaction.run(insert_link, sha256_hex(token.reveal()), enter, about, nullptr, now,
                    now + enter_link_holds);
}

void keep_enter_links(Transaction& transaction, std::string const& about, Time now) {
    transaction.run(update_keep_links, about, static_cast<std::int64_t>(newest_enter_links_that_hold),
                    now + enter_link_holds);
}

std::int64_t enter_links_today(Transaction& transaction, std::string const& about, Time now) {
    return transaction.one(select_links_since, about, now - a_day)->number(0);
}

std::optional<Id<Account>> find_enter_link(Transaction& transaction, std::string const& token, Time now) {
    auto const row = transaction.one(select_enter_link, sha256_hex(token), now);
    if (!row || row->number(1) >= static_cast<std::int64_t>(newest_enter_links_that_hold))
        return std::nullopt;
    return row->id<Account>(0);
}

void add_stop_link(Transaction& transaction, DraftLink const& link, LinkToken const& token, Time now) {
    transaction.run(insert_link, sha256_hex(token.reveal()), stop, link.account_id, link.recovery_id, now,
                    now + stop_link_holds);
}

std::optional<DraftLink> find_stop_link(Transaction& transaction, std::string const& token, Time now) {
    return find_draft_link(transaction, token, stop, now);
}

bool end_link(Transaction& transaction, std::string const& token, Time now) {
    return transaction.run(update_end_link, sha256_hex(token), now) == 1;
}

void end_mailbox_links_of(Transaction& transaction, Id<Recovery> const& recovery_id, Time now) {
    transaction.run(end_mailbox_links, recovery_id, now);
}

void add_mailbox_link(Transaction& transaction, DraftLink const& link, LinkToken const& token, Time now) {
    end_mailbox_links_of(transaction, link.recovery_id, now);
    transaction.run(insert_link, sha256_hex(token.reveal()), mailbox, link.account_id, link.recovery_id, now,
                    now + draft_holds);
}

std::optional<DraftLink> find_mailbox_link(Transaction& transaction, std::string const& token, Time now) {
    return find_draft_link(transaction, token, mailbox, now);
}

std::int64_t mailbox_links_of(Transaction& transaction, Id<Recovery> const& recovery_id) {
    return transaction.one(count_mailbox_links, recovery_id)->number(0);
}

void end_enter_links(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(update_end_links, account_id, now);
}

void end_all_enter_links(Transaction& transaction, Time now) {
    transaction.run(update_end_everybodys_links, now);
}

void forget_recovery_links_of(Transaction& transaction, Id<Account> const& account_id) {
    transaction.run(delete_links_of, account_id);
}

std::int64_t forget_recovery_links_expired_before(Transaction& transaction, Time when) {
    return transaction.run(delete_links, when);
}

}  // namespace voordeur
