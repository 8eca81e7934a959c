// SPDX-License-Identifier: EUPL-1.2
#include "accounts/super_pin_store.hpp"

#include <chrono>
#include <stdexcept>

namespace voordeur {
namespace {

constexpr std::chrono::hours pending_for{1};

constexpr std::string_view select_active =
    "SELECT 1 FROM super_pin WHERE account_id = $1 AND activated_at IS NOT NULL AND ended_at IS NULL";
constexpr std::string_view select_active_hash =
    "SELECT id, hash FROM super_pin WHERE account_id = $1 AND activated_at IS NOT NULL AND ended_at IS NULL";
constexpr std::string_view end_all =
    "UPDATE super_pin SET ended_at = $2, sealed_text = NULL WHERE account_id = $1 AND ended_at IS NULL";
constexpr std::string_view select_any = "SELECT 1 FROM super_pin WHERE account_id = $1";
constexpr std::string_view select_ever_active =
    "SELECT 1 FROM super_pin WHERE account_id = $1 AND activated_at IS NOT NULL";
constexpr std::string_view select_pending =
    "SELECT id, sealed_text FROM super_pin WHERE account_id = $1 AND activated_at IS NULL AND ended_at IS "
    "NULL AND made_at > $2";
constexpr std::string_view end_pending =
    "UPDATE super_pin SET ended_at = $2, sealed_text = NULL WHERE account_id = $1 AND activated_at IS NULL "
    "AND ended_at IS NULL";
constexpr std::string_view end_active =
    "UPDATE super_pin SET ended_at = $2 WHERE account_id = $1 AND activated_at IS NOT NULL AND ended_at IS "
    "NULL";
constexpr std::string_view end_overdue =
    "UPDATE super_pin SET ended_at = made_at, sealed_text = NULL WHERE activated_at IS NULL AND ended_at IS "
    "NULL AND made_at < $1";
constexpr std::string_view delete_ended = "DELETE FROM super_pin WHERE ended_at < $1";
constexpr std::string_view remove = "DELETE FROM super_pin WHERE account_id = $1";
constexpr std::string_view insert =
    "INSERT INTO super_pin (id, account_id, hash, sealed_text, made_at, activated_at, from_letter) VALUES "
    "($1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view select_letters =
    "SELECT 1 FROM super_pin WHERE account_id = $1 AND activated_at IS NOT NULL AND ended_at IS NULL AND "
    "from_letter = 1";
constexpr std::string_view activate =
    "UPDATE super_pin SET activated_at = $2, sealed_text = NULL WHERE id = $1 AND activated_at IS NULL "
    "AND ended_at IS NULL AND made_at > $3";

SealContext hash_context(Id<SuperPin> const& id) {
    return {"super_pin", "hash", id.text()};
}
SealContext text_context(Id<SuperPin> const& id) {
    return {"super_pin", "sealed_text", id.text()};
}

}  // namespace

bool has_super_pin(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(select_active, account_id).has_value();
}

bool has_super_pin_of_letter(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(select_letters, account_id).has_value();
}

bool had_super_pin(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(select_any, account_id).has_value();
}

bool had_active_super_pin(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(select_ever_active, account_id).has_value();
}

std::optional<PendingSuperPin> find_pending_super_pin(Transaction& transaction, Id<Account> const& account_id,
                                                      Sealer const& sealer, Time now) {
    auto const row = transaction.one(select_pending, account_id, now - pending_for);
    if (!row) return std::nullopt;
    auto const id = row->id<SuperPin>(0);
    auto const text = sealer.open(text_context(id), row->text(1));
    if (!text) return std::nullopt;
    auto super_pin = SuperPin::parse(*text);
    if (!super_pin) return std::nullopt;
    return PendingSuperPin{id, std::move(*super_pin)};
}

void add_pending_super_pin(Transaction& transaction, NewSuperPin const& fresh, SuperPin const& super_pin,
                           Sealer const& sealer) {
    transaction.run(end_pending, fresh.account_id, fresh.made_at);
    transaction.run(insert, fresh.id, fresh.account_id, sealer.seal(hash_context(fresh.id), fresh.hash),
                    sealer.seal(text_context(fresh.id), super_pin.reveal()), fresh.made_at, nullptr, false);
}

bool activate_super_pin(Transaction& transaction, Id<SuperPin> const& id, Time now) {
    return transaction.run(activate, id, now, now - pending_for) == 1;
}

void replace_super_pin(Transaction& transaction, Id<Account> const& account_id, Id<SuperPin> const& id,
                       Time now) {
    transaction.run(end_active, account_id, now);
    if (!activate_super_pin(transaction, id, now)) throw std::logic_error("a super-PIN that is not pending");
}

std::int64_t forget_super_pins_ended_before(Transaction& transaction, Time when) {
    return transaction.run(delete_ended, when);
}

void forget_super_pins(Transaction& transaction, Id<Account> const& account_id) {
    transaction.run(remove, account_id);
}

std::int64_t forget_pending_super_pins(Transaction& transaction, Time now) {
    return transaction.run(end_overdue, now - pending_for);
}

std::optional<ActiveSuperPin> find_active_super_pin(Transaction& transaction, Id<Account> const& account_id,
                                                    Sealer const& sealer) {
    auto const row = transaction.one(select_active_hash, account_id);
    if (!row) return std::nullopt;
    auto const id = row->id<SuperPin>(0);
    auto hash = sealer.open(hash_context(id), row->text(1));
    if (!hash) throw std::runtime_error("the hash of a super-PIN does not open with this key ring");
    return ActiveSuperPin{id, std::move(*hash)};
}

void end_pending_super_pin(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(end_pending, account_id, now);
}

void end_super_pins(Transaction& transaction, Id<Account> const& account_id, Time now) {
    transaction.run(end_all, account_id, now);
}

void add_active_super_pin(Transaction& transaction, NewSuperPin const& fresh, Sealer const& sealer) {
    transaction.run(insert, fresh.id, fresh.account_id, sealer.seal(hash_context(fresh.id), fresh.hash),
                    nullptr, fresh.made_at, fresh.made_at, true);
}

}  // namespace voordeur
