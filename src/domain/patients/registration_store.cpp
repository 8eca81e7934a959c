// SPDX-License-Identifier: EUPL-1.2
#include "patients/registration_store.hpp"

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_registration =
    "SELECT registration.id, registration.practice_id, patient_id, customer_number, super_pin_hash, "
    "letter_expires_at, "
    "expires_at, locked_at, completed_at, details_tries, super_pin_tries, person_proved_by, password_hash, "
    "last_wrong_try, patient.name, patient.email, birth_date, postcode FROM registration "
    "JOIN patient ON patient.id = patient_id WHERE registration.id = $1 FOR UPDATE";
constexpr std::string_view select_link =
    "SELECT link.registration_id, link.expires_at, link.ended_at, (SELECT count(*) FROM link AS newer WHERE "
    "newer.registration_id = link.registration_id AND newer.kind = link.kind AND newer.ended_at IS NULL AND "
    "newer.made_at > link.made_at) FROM link WHERE link.token_hash = $1 AND link.kind = $2";
constexpr std::string_view insert_link =
    "INSERT INTO link (id, registration_id, kind, token_hash, made_at, expires_at) VALUES ($1, $2, $3, $4, "
    "$5, $6)";
constexpr std::string_view update_end_links =
    "UPDATE link SET ended_at = $2 WHERE registration_id = $1 AND ended_at IS NULL";
constexpr std::string_view select_link_count =
    "SELECT count(*) FROM link WHERE registration_id = $1 AND kind = $2";
constexpr std::string_view select_mail_history =
    // A link that the practice ended by a correction went to another patient, or another address.
    "SELECT max(made_at), min(made_at), count(*) FROM link WHERE registration_id = $1 AND kind = $2 AND "
    "made_at > $3 AND ended_at IS NULL";
constexpr std::string_view select_visit =
    "SELECT 1 FROM visit WHERE registration_id = $1 AND browser_hash = $2 AND expires_at > $3";
constexpr std::string_view upsert_visit =
    "INSERT INTO visit (browser_hash, registration_id, expires_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (browser_hash, registration_id) DO UPDATE SET expires_at = excluded.expires_at";
constexpr std::string_view update_super_pin_try =
    "UPDATE registration SET super_pin_tries = super_pin_tries + 1 WHERE id = $1 AND super_pin_tries < $2 "
    "AND "
    "completed_at IS NULL AND locked_at IS NULL RETURNING super_pin_tries";
constexpr std::string_view update_super_pin_try_back =
    "UPDATE registration SET super_pin_tries = super_pin_tries - 1 WHERE id = $1 AND super_pin_tries > 0";
constexpr std::string_view update_details_try =
    "UPDATE registration SET details_tries = details_tries + 1 WHERE id = $1 AND details_tries < $2 AND "
    "completed_at IS NULL AND locked_at IS NULL RETURNING details_tries";
constexpr std::string_view update_details_try_back =
    "UPDATE registration SET details_tries = details_tries - 1 WHERE id = $1 AND details_tries > 0";
constexpr std::string_view update_wrong_try =
    "UPDATE registration SET last_wrong_try = $2 WHERE id = $1 AND completed_at IS NULL";
constexpr std::string_view update_lock =
    "UPDATE registration SET locked_at = $2 WHERE id = $1 AND locked_at IS NULL AND completed_at IS NULL";
constexpr std::string_view update_lift_lock =
    "UPDATE registration SET locked_at = NULL WHERE id = $1 AND locked_at >= $2 AND details_tries < $3 AND "
    "completed_at IS NULL";
// After it each try is looked at anew.
constexpr std::string_view update_unlock =
    "UPDATE registration SET locked_at = NULL, details_tries = 0, super_pin_tries = 0, last_wrong_try = NULL "
    "WHERE id = $1 AND locked_at IS NOT NULL AND completed_at IS NULL";
constexpr std::string_view update_proved =
    "UPDATE registration SET person_proved_at = $2, person_proved_by = $3 WHERE id = $1 AND completed_at IS "
    "NULL";
constexpr std::string_view update_password =
    "UPDATE registration SET password_hash = $2 WHERE id = $1 AND completed_at IS NULL";
constexpr std::string_view stored_name(LinkKind kind) {
    return kind == LinkKind::invitation ? "invitation" : "confirmation";
}

std::optional<std::int64_t> number_of(std::optional<Row> const& row) {
    if (!row) return std::nullopt;
    return row->number(0);
}

}  // namespace

SealContext registration_password_context(std::string const& id, bool by_letter) {
    return {"registration", by_letter ? "password_hash by letter" : "password_hash", id};
}

std::optional<std::string> chosen_password_hash(Registration const& registration, bool by_letter,
                                                Sealer const& sealer) {
    if (!registration.sealed_password_hash) return std::nullopt;
    return sealer.open(registration_password_context(registration.id, by_letter),
                       *registration.sealed_password_hash);
}
SealContext registration_super_pin_context(std::string const& id) {
    return {"registration", "super_pin_hash", id};
}

std::optional<Registration> find_registration(Transaction& transaction, std::string const& id) {
    auto const row = transaction.one(select_registration, id);
    if (!row) return std::nullopt;
    return Registration{row->text(0),
                        row->text(1),
                        row->text(2),
                        row->text(3),
                        row->maybe_text(4),
                        row->maybe_time(5),
                        {row->time(6), row->maybe_time(7), row->maybe_time(8)},
                        row->number(9),
                        row->number(10),
                        row->maybe_text(11),
                        row->maybe_text(12),
                        row->maybe_text(13),
                        row->text(14),
                        row->text(15),
                        row->text(16),
                        row->text(17)};
}

std::optional<FoundLink> find_link(Transaction& transaction, LinkKind kind, std::string const& token) {
    auto const row = transaction.one(select_link, sha256_hex(token), stored_name(kind));
    if (!row) return std::nullopt;
    return FoundLink{row->text(0),
                     {row->time(1), row->maybe_time(2), static_cast<std::size_t>(row->number(3))}};
}

void add_link(Transaction& transaction, NewLink const& link, LinkToken const& token) {
    auto const expires_at = link.kind == LinkKind::invitation ? link.made_at + invitation_lifetime
                                                              : link.made_at + confirmation_lifetime;
    transaction.run(insert_link, link.id, link.registration_id, stored_name(link.kind),
                    sha256_hex(token.reveal()), link.made_at, expires_at);
}

void end_links(Transaction& transaction, std::string const& registration_id, Time now) {
    transaction.run(update_end_links, registration_id, now);
}

int count_links(Transaction& transaction, std::string const& registration_id, LinkKind kind) {
    return static_cast<int>(
        transaction.one(select_link_count, registration_id, stored_name(kind))->number(0));
}

MailHistory mail_history(Transaction& transaction, std::string const& registration_id, LinkKind kind,
                         Time now) {
    auto const row = transaction.one(select_mail_history, registration_id, stored_name(kind),
                                     now - std::chrono::hours(24));
    return {row->maybe_time(0), row->maybe_time(1), static_cast<int>(row->number(2))};
}

std::string browser_hash(std::string const& browser) {
    return sha256_hex(browser);
}

bool has_visit(Transaction& transaction, std::string const& registration_id, std::string const& browser,
               Time now) {
    return transaction.one(select_visit, registration_id, browser_hash(browser), now).has_value();
}

void add_visit(Transaction& transaction, std::string const& registration_id, std::string const& browser,
               Time now) {
    transaction.run(upsert_visit, browser_hash(browser), registration_id, now + visit_lifetime);
}

std::optional<std::int64_t> take_super_pin_try(Transaction& transaction, std::string const& id, int most) {
    return number_of(transaction.one(update_super_pin_try, id, most));
}

void give_back_super_pin_try(Transaction& transaction, std::string const& id) {
    transaction.run(update_super_pin_try_back, id);
}

std::optional<std::int64_t> take_details_try(Transaction& transaction, std::string const& id, int most) {
    return number_of(transaction.one(update_details_try, id, most));
}

void give_back_details_try(Transaction& transaction, std::string const& id) {
    transaction.run(update_details_try_back, id);
}

void note_wrong_try(Transaction& transaction, std::string const& id, std::string const& mac) {
    transaction.run(update_wrong_try, id, mac);
}

bool lock_registration(Transaction& transaction, std::string const& id, Time now) {
    return transaction.run(update_lock, id, now) == 1;
}

void lift_lock(Transaction& transaction, std::string const& id, Time since, int most_details_tries) {
    transaction.run(update_lift_lock, id, since, most_details_tries);
}

bool unlock_registration(Transaction& transaction, std::string const& id) {
    return transaction.run(update_unlock, id) == 1;
}

void note_person_proved(Transaction& transaction, std::string const& id, std::string_view by, Time now) {
    transaction.run(update_proved, id, now, by);
}

void save_registration_password(Transaction& transaction, std::string const& id,
                                std::string const& sealed_hash) {
    transaction.run(update_password, id, sealed_hash);
}

}  // namespace voordeur
