// SPDX-License-Identifier: EUPL-1.2
#include "sessions/known_browser_store.hpp"

#include <algorithm>

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

// By the browser alone: it takes as long for a name that nobody has.
constexpr std::string_view select_names =
    "SELECT customer_number, sign_in_name.name FROM known_browser JOIN account ON account.id = "
    "known_browser.account_id LEFT JOIN sign_in_name ON sign_in_name.account_id = known_browser.account_id "
    "AND sign_in_name.kind = 'email' WHERE known_browser.token_hash = $1 AND known_browser.last_used_at > $2";
constexpr std::string_view select_one =
    "SELECT 1 FROM known_browser WHERE token_hash = $1 AND account_id = $2 AND last_used_at > $3";
constexpr std::string_view upsert =
    "INSERT INTO known_browser (token_hash, account_id, made_at, last_used_at) VALUES ($1, $2, $3, $3) "
    "ON CONFLICT (token_hash, account_id) DO UPDATE SET last_used_at = excluded.last_used_at";
// The newest stay.
constexpr std::string_view delete_oldest =
    "DELETE FROM known_browser WHERE account_id = $1 AND last_used_at < (SELECT last_used_at FROM "
    "known_browser WHERE account_id = $1 ORDER BY last_used_at DESC LIMIT 1 OFFSET $2)";
constexpr std::string_view select_of_account =
    "SELECT made_at, last_used_at FROM known_browser WHERE account_id = $1 ORDER BY last_used_at DESC";
constexpr std::string_view delete_of_account = "DELETE FROM known_browser WHERE account_id = $1";
constexpr std::string_view delete_all = "DELETE FROM known_browser";
constexpr std::string_view delete_unused = "DELETE FROM known_browser WHERE last_used_at < $1";

}  // namespace

std::string known_browser_hash(std::string const& token) {
    return sha256_hex("known browser " + token);
}

bool is_known_browser_of(Transaction& transaction, std::string const& token_hash, std::string const& name,
                         Time now) {
    auto const names = transaction.all(select_names, token_hash, now - known_browser_lasts);
    return std::ranges::any_of(
        names, [&](Row const& row) { return row.text(0) == name || row.maybe_text(1) == name; });
}

bool is_known_browser(Transaction& transaction, std::string const& token_hash, Id<Account> const& account_id,
                      Time now) {
    return transaction.one(select_one, token_hash, account_id, now - known_browser_lasts).has_value();
}

void remember_known_browser(Transaction& transaction, std::string const& token_hash,
                            Id<Account> const& account_id, Time now) {
    transaction.run(upsert, token_hash, account_id, now);
    transaction.run(delete_oldest, account_id, most_known_browsers - 1);
}

std::vector<ListedBrowser> known_browsers_of(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<ListedBrowser> browsers;
    for (auto const& row : transaction.all(select_of_account, account_id))
        browsers.push_back({row.time(0), row.time(1)});
    return browsers;
}

void forget_known_browsers(Transaction& transaction, Id<Account> const& account_id) {
    transaction.run(delete_of_account, account_id);
}

void forget_all_known_browsers(Transaction& transaction) {
    transaction.run(delete_all);
}

std::int64_t forget_known_browsers_unused_since(Transaction& transaction, Time when) {
    return transaction.run(delete_unused, when);
}

}  // namespace voordeur
