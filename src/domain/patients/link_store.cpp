// SPDX-License-Identifier: EUPL-1.2
#include "patients/link_store.hpp"

#include "crypto/encoding.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_link =
    "SELECT link.registration_id, link.expires_at, link.ended_at, link.made_at, (SELECT count(*) FROM link "
    "AS newer WHERE newer.registration_id = link.registration_id AND newer.kind = link.kind AND "
    "newer.ended_at IS NULL AND newer.made_at > link.made_at) FROM link WHERE link.token_hash = $1 AND "
    "link.kind = $2";
constexpr std::string_view insert_link =
    "INSERT INTO link (id, registration_id, kind, token_hash, made_at, expires_at) VALUES ($1, $2, $3, $4, "
    "$5, $6)";
constexpr std::string_view update_end_links =
    "UPDATE link SET ended_at = $2 WHERE registration_id = $1 AND ended_at IS NULL";
constexpr std::string_view of_kind = " AND kind = $3";
constexpr std::string_view delete_expired =
    "DELETE FROM link WHERE id IN (SELECT id FROM link WHERE expires_at < $1 LIMIT $2)";
constexpr std::string_view delete_links = "DELETE FROM link WHERE registration_id = $1";
constexpr std::string_view select_mail_history =
    // A link that the practice ended by a correction went to another patient, or another address.
    "SELECT max(made_at), min(made_at), count(*) FROM link WHERE registration_id = $1 AND kind = $2 AND "
    "made_at > $3 AND ended_at IS NULL";
constexpr std::string_view select_confirmation =
    "SELECT 1 FROM link WHERE registration_id = $1 AND kind = $2 AND ended_at IS NULL LIMIT 1";
constexpr std::string_view select_visit =
    "SELECT proved_by FROM visit WHERE registration_id = $1 AND browser_hash = $2 AND expires_at > $3";
constexpr std::string_view upsert_visit =
    "INSERT INTO visit (browser_hash, registration_id, proved_by, expires_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (browser_hash, registration_id) DO UPDATE SET proved_by = excluded.proved_by, expires_at = "
    "excluded.expires_at";
constexpr std::string_view delete_visits = "DELETE FROM visit WHERE registration_id = $1";
constexpr std::string_view delete_visits_before = "DELETE FROM visit WHERE expires_at < $1";

constexpr std::string_view stored_name(LinkKind kind) {
    return kind == LinkKind::invitation ? "invitation" : "confirmation";
}

std::string browser_hash(std::string const& browser) {
    return sha256_hex(browser);
}

}  // namespace

std::optional<FoundLink> find_link(Transaction& transaction, LinkKind kind, std::string const& token) {
    auto const row = transaction.one(select_link, sha256_hex(token), stored_name(kind));
    if (!row) return std::nullopt;
    return FoundLink{
        row->id<Registration>(0),
        {row->time(1), row->maybe_time(2), static_cast<std::size_t>(row->number(4)), row->time(3)}};
}

Time link_expires_at(LinkKind kind, Time made_at) {
    return kind == LinkKind::invitation ? end_of_day(made_at + invitation_lifetime)
                                        : made_at + confirmation_lifetime;
}

void add_link(Transaction& transaction, NewLink const& link, LinkToken const& token) {
    transaction.run(insert_link, link.id, link.registration_id, stored_name(link.kind),
                    sha256_hex(token.reveal()), link.made_at, link_expires_at(link.kind, link.made_at));
}

void end_links(Transaction& transaction, Id<Registration> const& registration_id, Time now) {
    transaction.run(update_end_links, registration_id, now);
}

void end_confirmations(Transaction& transaction, Id<Registration> const& registration_id, Time now) {
    transaction.run(joined<update_end_links, of_kind>, registration_id, now,
                    stored_name(LinkKind::confirmation));
}

void forget_links(Transaction& transaction, Id<Registration> const& registration_id) {
    transaction.run(delete_links, registration_id);
}

MailHistory mail_history(Transaction& transaction, Id<Registration> const& registration_id, LinkKind kind,
                         Time now) {
    auto const row = transaction.one(select_mail_history, registration_id, stored_name(kind),
                                     now - std::chrono::hours(24));
    return {row->maybe_time(0), row->maybe_time(1), static_cast<int>(row->number(2))};
}

bool was_confirmation_sent(Transaction& transaction, Id<Registration> const& registration_id) {
    return transaction.one(select_confirmation, registration_id, stored_name(LinkKind::confirmation))
        .has_value();
}

void add_visit(Transaction& transaction, NewVisit const& visit, Time now) {
    transaction.run(upsert_visit, browser_hash(visit.browser), visit.registration_id,
                    stored_name(visit.proved_by), now + visit_lifetime);
}

std::optional<IdentityProof> proof_of_visit(Transaction& transaction, Id<Registration> const& registration_id,
                                            std::string const& browser, Time now) {
    auto const row = transaction.one(select_visit, registration_id, browser_hash(browser), now);
    if (!row) return std::nullopt;
    return identity_proof_from(std::string_view(row->text(0)));
}

void end_visits(Transaction& transaction, Id<Registration> const& registration_id) {
    transaction.run(delete_visits, registration_id);
}

std::int64_t forget_links_expired_before(Transaction& transaction, Time when, int limit) {
    return transaction.run(delete_expired, when, limit);
}

std::int64_t forget_visits_before(Transaction& transaction, Time when) {
    return transaction.run(delete_visits_before, when);
}

}  // namespace voordeur
