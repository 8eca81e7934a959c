// SPDX-License-Identifier: EUPL-1.2
#include "accounts/email_change_store.hpp"

#include <algorithm>

#include "accounts/account_store.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select =
    "SELECT email_change.id, account_id, old_email, new_email, email_change.made_at, confirmed_at, ended_at "
    "FROM email_change ";
constexpr std::string_view newest_open =
    "WHERE account_id = $1 AND confirmed_at IS NULL AND ended_at IS NULL ORDER BY email_change.made_at DESC "
    "LIMIT 1";
constexpr std::string_view by_token =
    "JOIN email_change_link ON email_change_link.change_id = email_change.id WHERE token_hash = $1 AND kind "
    "= $2";
constexpr std::string_view insert =
    "INSERT INTO email_change (id, account_id, old_email, new_email, made_at) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view insert_replaced =
    "INSERT INTO email_change (id, account_id, old_email, new_email, made_at, confirmed_at) VALUES ($1, $2, "
    "$3, $4, $5, $6)";
constexpr std::string_view update_end_open =
    "UPDATE email_change SET ended_at = $2 WHERE account_id = $1 AND confirmed_at IS NULL AND ended_at IS "
    "NULL";
constexpr std::string_view insert_link =
    "INSERT INTO email_change_link (token_hash, change_id, kind, made_at) VALUES ($1, $2, $3, $4)";
constexpr std::string_view delete_links = "DELETE FROM email_change_link WHERE change_id = $1 AND kind = $2";
constexpr std::string_view update_confirmed =
    "UPDATE email_change SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL AND ended_at IS NULL "
    "AND made_at > $3 AND old_email = (SELECT email FROM account WHERE account.id = account_id)";
constexpr std::string_view update_end_since =
    "UPDATE email_change SET ended_at = $3 WHERE account_id = $1 AND made_at >= $2 AND ended_at IS NULL";
constexpr std::string_view update_stopped =
    "UPDATE email_change SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
constexpr std::string_view select_old_addresses =
    "SELECT old_email FROM email_change WHERE account_id = $1 AND confirmed_at > $2 AND ended_at IS NULL "
    "ORDER BY made_at";
constexpr std::string_view delete_of_account = "DELETE FROM email_change WHERE account_id = $1";
constexpr std::string_view delete_before = "DELETE FROM email_change WHERE made_at < $1";

std::string_view stored_name(EmailLink kind) {
    return kind == EmailLink::confirm ? "confirm" : "stop";
}

std::optional<EmailChange> change_from(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    return EmailChange{row->id<EmailChange>(0),
                       row->id<Account>(1),
                       row->text(2),
                       row->text(3),
                       {row->time(4), row->maybe_time(5), row->maybe_time(6)}};
}

}  // namespace

std::optional<EmailChange> open_email_change(Transaction& transaction, Id<Account> const& account_id,
                                             Time now) {
    auto change = change_from(transaction.one(joined<select, newest_open>, account_id));
    return change && may_be_confirmed(change->facts, now) ? change : std::nullopt;
}

void add_email_change(Transaction& transaction, EmailChange const& change) {
    end_email_changes(transaction, change.account_id, change.facts.made_at);
    transaction.run(insert, change.id, change.account_id, change.old_email, change.new_email,
                    change.facts.made_at);
}

void end_email_changes_since(Transaction& transaction, Id<Account> const& account_id, Time since, Time now) {
    transaction.run(update_end_since, account_id, since, now);
}

void end_email_changes(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(update_end_open, account_id, now);
}

void add_email_link(Transaction& transaction, NewEmailLink const& link, LinkToken const& token) {
    auto const kind = stored_name(link.kind);
    if (link.kind == EmailLink::confirm) transaction.run(delete_links, link.change_id, kind);
    transaction.run(insert_link, sha256_hex(token.reveal()), link.change_id, kind, link.made_at);
}

std::optional<EmailChange> find_email_change(Transaction& transaction, EmailLink kind,
                                             std::string const& token) {
    return change_from(transaction.one(joined<select, by_token>, sha256_hex(token), stored_name(kind)));
}

bool confirm_email_change(Transaction& transaction, EmailChange const& change, Time now) {
    return transaction.run(update_confirmed, change.id, now, now - confirm_link_lasts) == 1 &&
           replace_email(transaction, change.account_id, change.new_email, now);
}

bool stop_email_change(Transaction& transaction, EmailChange const& change, Time now) {
    if (transaction.run(update_stopped, change.id, now) != 1) return false;
    end_email_changes_since(transaction, change.account_id, change.facts.made_at, now);
    if (change.facts.confirmed_at) replace_email(transaction, change.account_id, change.old_email, now);
    return true;
}

void note_replaced_email(Transaction& transaction, EmailChange const& replaced) {
    transaction.run(insert_replaced, replaced.id, replaced.account_id, replaced.old_email, replaced.new_email,
                    replaced.facts.made_at, replaced.facts.confirmed_at);
}

std::vector<std::string> addresses_to_tell(Transaction& transaction, Id<Account> const& account_id,
                                           std::string const& email, Time now) {
    std::vector<std::string> addresses{email};
    for (auto const& row : transaction.all(select_old_addresses, account_id, now - old_address_is_told_for))
        if (std::ranges::find(addresses, row.text(0)) == addresses.end()) addresses.push_back(row.text(0));
    return addresses;
}

void forget_email_changes_of(Transaction& transaction, Id<Account> const& account_id) {
    transaction.run(delete_of_account, account_id);
}

std::int64_t forget_email_changes_before(Transaction& transaction, Time when) {
    return transaction.run(delete_before, when);
}

}  // namespace voordeur
