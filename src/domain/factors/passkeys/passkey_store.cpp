// SPDX-License-Identifier: EUPL-1.2
#include "factors/passkeys/passkey_store.hpp"

#include <string_view>

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::size_t handle_bytes = 64;

constexpr std::string_view select_of_account =
    "SELECT passkey.id, factor_id, credential_id, public_key, sign_count, has_verified_user, "
    "is_backup_eligible, is_backed_up, aaguid, transports, name, passkey.made_at, passkey.last_used_at "
    "FROM factor JOIN passkey ON passkey.factor_id = factor.id WHERE factor.account_id = $1 AND "
    "factor.ended_at IS NULL ORDER BY passkey.made_at, passkey.id";
constexpr std::string_view select_by_credential =
    "SELECT passkey.id, factor_id, credential_id, public_key, sign_count, has_verified_user, "
    "is_backup_eligible, is_backed_up, aaguid, transports, passkey.name, passkey.made_at, "
    "passkey.last_used_at, account.id, customer_number, email, account.name, language, passkey_handle, "
    "(SELECT count(*) FROM sign_in_name WHERE sign_in_name.account_id = account.id AND kind = 'email') "
    "FROM passkey JOIN factor ON factor.id = passkey.factor_id JOIN account ON account.id = "
    "factor.account_id WHERE credential_id = $1 AND factor.ended_at IS NULL AND account.closed_at IS NULL "
    "AND passkey_handle IS NOT NULL";
constexpr std::string_view select_known = "SELECT 1 FROM passkey WHERE credential_id = $1";
constexpr std::string_view insert =
    "INSERT INTO passkey (id, factor_id, credential_id, public_key, sign_count, has_verified_user, "
    "is_backup_eligible, is_backed_up, transports, aaguid, rp_id, name, made_at) VALUES ($1, $2, $3, $4, $5, "
    "$6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (credential_id) DO NOTHING";
constexpr std::string_view update_use =
    "UPDATE passkey SET sign_count = $2, is_backed_up = $3, last_used_at = $4 WHERE id = $1 AND sign_count = "
    "$5";
constexpr std::string_view update_name = "UPDATE passkey SET name = $2 WHERE id = $1";
constexpr std::string_view delete_one = "DELETE FROM passkey WHERE id = $1";
constexpr std::string_view update_handle =
    "UPDATE account SET passkey_handle = $2 WHERE id = $1 AND passkey_handle IS NULL";
constexpr std::string_view select_handle = "SELECT passkey_handle FROM account WHERE id = $1";
constexpr std::string_view insert_question =
    "INSERT INTO passkey_question (hash, answered_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
constexpr std::string_view delete_questions = "DELETE FROM passkey_question WHERE answered_at < $1";
constexpr std::string_view select_elsewhere =
    "SELECT rp_id, count(*) FROM passkey JOIN factor ON factor.id = passkey.factor_id WHERE rp_id <> $1 AND "
    "factor.ended_at IS NULL GROUP BY rp_id ORDER BY count(*) DESC LIMIT 1";

constexpr std::string_view update_factors_at =
    "UPDATE factor SET ended_at = $2 WHERE ended_at IS NULL AND id IN (SELECT factor_id FROM passkey WHERE "
    "rp_id = $1) AND NOT EXISTS (SELECT 1 FROM passkey WHERE passkey.factor_id = factor.id AND rp_id <> $1) "
    "AND EXISTS (SELECT 1 FROM factor other WHERE other.account_id = factor.account_id AND other.ended_at IS "
    "NULL AND other.kind <> 'passkey' AND other.kind <> 'paper')";
constexpr std::string_view delete_at = "DELETE FROM passkey WHERE rp_id = $1";

// What was kept was encoded by us.
std::string bytes_of(std::string const& stored) {
    return from_base64url(stored).value();
}

Passkey passkey_from(Row const& row) {
    PasskeyFacts const facts{
        bytes_of(row.text(2)),
        bytes_of(row.text(3)),
        static_cast<std::uint32_t>(row.number(4)),
        {.user_present = true,
         .user_verified = row.flag(5),
         .is_backup_eligible = row.flag(6),
         .is_backed_up = row.flag(7)},
        row.text(8),
    };
    return {row.id<Passkey>(0), row.id<Factor>(1), facts, row.text(9), row.text(10),
            row.time(11),       row.maybe_time(12)};
}

}  // namespace

std::vector<Passkey> passkeys_of(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<Passkey> passkeys;
    for (auto const& row : transaction.all(select_of_account, account_id))
        passkeys.push_back(passkey_from(row));
    return passkeys;
}

std::optional<OwnedPasskey> find_passkey(Transaction& transaction, std::string const& credential_id) {
    auto const row = transaction.one(select_by_credential, to_base64url(credential_id));
    if (!row) return std::nullopt;
    Account account{row->id<Account>(13),
                    row->text(14),
                    row->text(15),
                    row->text(16),
                    language_of(row->text(17)).value_or(Language::dutch),
                    row->number(19) > 0};
    return OwnedPasskey{passkey_from(*row), std::move(account), bytes_of(row->text(18))};
}

bool is_passkey_known(Transaction& transaction, std::string const& credential_id) {
    return transaction.one(select_known, to_base64url(credential_id)).has_value();
}

bool add_passkey(Transaction& transaction, Passkey const& fresh, std::string const& rp_id) {
    auto const& [id, public_key, sign_count, flags, aaguid] = fresh.facts;
    return transaction.run(insert, fresh.id, fresh.factor_id, to_base64url(id), to_base64url(public_key),
                           sign_count, flags.user_verified, flags.is_backup_eligible, flags.is_backed_up,
                           fresh.transports, aaguid, rp_id, fresh.name, fresh.made_at) == 1;
}

bool note_passkey_use(Transaction& transaction, Passkey const& passkey, PasskeyRight const& right, Time now) {
    return transaction.run(update_use, passkey.id, right.sign_count, right.flags.is_backed_up, now,
                           passkey.facts.sign_count) == 1;
}

void rename_passkey(Transaction& transaction, Id<Passkey> const& id, std::string const& name) {
    transaction.run(update_name, id, name);
}

void remove_passkey(Transaction& transaction, Id<Passkey> const& id) {
    transaction.run(delete_one, id);
}

std::optional<std::string> find_passkey_handle(Transaction& transaction, Id<Account> const& account_id) {
    auto const row = transaction.one(select_handle, account_id);
    auto const handle = row ? row->maybe_text(0) : std::nullopt;
    return handle ? std::optional(bytes_of(*handle)) : std::nullopt;
}

std::string passkey_handle(Transaction& transaction, Id<Account> const& account_id, Random& random) {
    transaction.run(update_handle, account_id, to_base64url(random.bytes(handle_bytes)));
    return bytes_of(transaction.one(select_handle, account_id).value().text(0));
}

bool spend_passkey_question(Transaction& transaction, std::string const& challenge, Time now) {
    return transaction.run(insert_question, sha256_hex(challenge), now) == 1;
}

std::int64_t forget_passkey_questions_before(Transaction& transaction, Time when) {
    return transaction.run(delete_questions, when);
}

PasskeysElsewhere passkeys_elsewhere(Transaction& transaction, std::string const& rp_id) {
    auto const row = transaction.one(select_elsewhere, rp_id);
    return row ? PasskeysElsewhere{row->number(1), row->text(0)} : PasskeysElsewhere{};
}

std::int64_t forget_passkeys_at(Transaction& transaction, std::string const& rp_id, Time now) {
    transaction.run(update_factors_at, rp_id, now);
    return transaction.run(delete_at, rp_id);
}

}  // namespace voordeur
