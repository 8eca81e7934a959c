// SPDX-License-Identifier: EUPL-1.2
#include "practices/practice_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select =
    "SELECT practice.id, slug, practice.name, practice.phone, practice.email, letter_required, "
    "no_sms_since, names_in_log FROM practice ";
constexpr std::string_view by_id = "WHERE practice.id = $1";
constexpr std::string_view by_slug = "WHERE slug = $1";
constexpr std::string_view locked = " FOR UPDATE";
constexpr std::string_view in_order = "ORDER BY practice.made_at, practice.id";
constexpr std::string_view of_account =
    "JOIN patient ON patient.practice_id = practice.id WHERE patient.account_id = $1 "
    "ORDER BY patient.linked_at, practice.id";
constexpr std::string_view to_write_for =
    "LEFT JOIN patient ON patient.practice_id = practice.id AND patient.account_id = $1 "
    "ORDER BY patient.linked_at IS NULL, patient.linked_at, practice.made_at, practice.id LIMIT 1";
constexpr std::string_view insert =
    "INSERT INTO practice (id, slug, name, phone, email, letter_required, no_sms_since, names_in_log, "
    "made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view update =
    "UPDATE practice SET name = $2, phone = $3, email = $4, letter_required = $5, no_sms_since = $6, "
    "names_in_log = $7 WHERE id = $1";
constexpr std::string_view select_without_sms =
    "SELECT 1 FROM patient JOIN practice ON practice.id = patient.practice_id JOIN account ON account.id = "
    "patient.account_id WHERE patient.account_id = $1 AND practice.no_sms_since <= account.made_at LIMIT 1";

Practice practice_from(Row const& row) {
    return {row.id<Practice>(0),
            row.text(1),
            row.text(2),
            row.maybe_text(3).value_or(""),
            row.maybe_text(4).value_or(""),
            row.flag(5),
            row.maybe_time(6),
            row.flag(7)};
}

std::optional<Practice> maybe_practice(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    return practice_from(*row);
}

std::vector<Practice> practices_from(std::vector<Row> const& rows) {
    std::vector<Practice> practices;
    for (auto const& row : rows) practices.push_back(practice_from(row));
    return practices;
}

}  // namespace

std::optional<Practice> find_practice(Transaction& transaction, Id<Practice> const& id) {
    return maybe_practice(transaction.one(joined<select, by_id>, id));
}

std::optional<Practice> find_practice_by_slug(Transaction& transaction, std::string const& slug) {
    return maybe_practice(transaction.one(joined<select, by_slug>, slug));
}

std::optional<Practice> lock_practice_by_slug(Transaction& transaction, std::string const& slug) {
    return maybe_practice(transaction.one(joined<select, by_slug, locked>, slug));
}

std::optional<Practice> lock_practice(Transaction& transaction, Id<Practice> const& id) {
    return maybe_practice(transaction.one(joined<select, by_id, locked>, id));
}

std::vector<Practice> all_practices(Transaction& transaction) {
    return practices_from(transaction.all(joined<select, in_order>));
}

std::vector<Practice> practices_of_account(Transaction& transaction, Id<Account> const& account_id) {
    return practices_from(transaction.all(joined<select, of_account>, account_id));
}

std::optional<Practice> practice_to_write_for(Transaction& transaction, Id<Account> const& account_id) {
    return maybe_practice(transaction.one(joined<select, to_write_for>, account_id));
}

bool is_without_sms(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(select_without_sms, account_id).has_value();
}

void add_practice(Transaction& transaction, Practice const& practice, Time now) {
    transaction.run(insert, practice.id, practice.slug, practice.name, practice.phone, practice.email,
                    practice.letter_required ? 1 : 0, practice.no_sms_since, practice.names_in_log ? 1 : 0,
                    now);
}

void change_practice(Transaction& transaction, Practice const& practice) {
    transaction.run(update, practice.id, practice.name, practice.phone, practice.email,
                    practice.letter_required ? 1 : 0, practice.no_sms_since, practice.names_in_log ? 1 : 0);
}

}  // namespace voordeur
