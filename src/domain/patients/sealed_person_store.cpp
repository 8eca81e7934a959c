// SPDX-License-Identifier: EUPL-1.2
#include "patients/sealed_person_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view purpose = "sealed person";
constexpr std::string_view number_purpose = "sealed person number";

constexpr std::string_view upsert =
    "INSERT INTO sealed_person (id, kind, number_mac, sealed, mac, made_at) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, number_mac = excluded.number_mac, sealed = "
    "excluded.sealed, mac = excluded.mac, made_at = excluded.made_at";
constexpr std::string_view select_of_number =
    "SELECT id, kind, number_mac, sealed, mac FROM sealed_person WHERE number_mac = $1 ORDER BY id";
constexpr std::string_view select_of_id =
    "SELECT id, kind, number_mac, sealed, mac FROM sealed_person WHERE id = $1";
constexpr std::string_view delete_without_lines =
    "DELETE FROM sealed_person WHERE id IN (SELECT id FROM sealed_person WHERE made_at < $1 AND "
    "(SELECT 1 FROM audit_event WHERE participant_object_id = sealed_person.id LIMIT 1) IS NULL LIMIT $2)";

std::string text_of(AuditObject const& about, std::string const& number_mac, std::string const& sealed) {
    return std::string(stored_name(about.type())) + " " + about.id() + " " + number_mac + " " + sealed;
}

AuditObject object_from(std::string const& id, std::string const& kind) {
    if (kind == stored_name(ObjectType::account)) return Id<Account>(id);
    return Id<Registration>(id);
}

std::vector<SealedPerson> from(std::vector<Row> const& rows, Mac const& mac) {
    std::vector<SealedPerson> persons;
    for (auto const& row : rows) {
        auto const about = object_from(row.text(0), row.text(1));
        auto const is_ours = mac.matches(purpose, text_of(about, row.text(2), row.text(3)), row.text(4));
        persons.push_back({about, row.text(3), is_ours});
    }
    return persons;
}

}  // namespace

void save_sealed_person(Transaction& transaction, Mac const& mac, NewSealedPerson const& person, Time now) {
    auto const number_mac = mac.of(number_purpose, person.customer_number);
    transaction.run(upsert, person.about.id(), stored_name(person.about.type()), number_mac, person.sealed,
                    mac.of(purpose, text_of(person.about, number_mac, person.sealed)), now);
}

std::vector<SealedPerson> sealed_persons_of_number(Transaction& transaction, Mac const& mac,
                                                   std::string const& customer_number) {
    return from(transaction.all(select_of_number, mac.of(number_purpose, customer_number)), mac);
}

std::vector<SealedPerson> sealed_persons_of_id(Transaction& transaction, Mac const& mac,
                                               std::string const& id) {
    return from(transaction.all(select_of_id, id), mac);
}

std::int64_t forget_sealed_persons(Transaction& transaction, Time when, int limit) {
    return transaction.run(delete_without_lines, when, limit);
}

}  // namespace voordeur
