// SPDX-License-Identifier: EUPL-1.2
#include "clients/client_store.hpp"

#include <string_view>

namespace voordeur {
namespace {

constexpr std::string_view select_one =
    "SELECT id, name_nl, name_en, sentence_nl, sentence_en, secret_hash, signed_with, needs_challenge, "
    "opens_in_popup, scopes, start_address, key_set FROM client WHERE id = $1 AND removed_at IS NULL";
constexpr std::string_view select_ids = "SELECT id FROM client WHERE removed_at IS NULL ORDER BY made_at, id";
constexpr std::string_view select_ids_of_practice =
    "SELECT id FROM client JOIN client_practice ON client_id = id WHERE practice_id = $1 AND removed_at IS "
    "NULL "
    "ORDER BY made_at, id";
constexpr std::string_view select_addresses =
    "SELECT address FROM client_address WHERE client_id = $1 ORDER BY address";
constexpr std::string_view select_all_addresses =
    "SELECT DISTINCT address FROM client_address JOIN client ON id = client_id WHERE removed_at IS NULL";
constexpr std::string_view select_sign_out_addresses =
    "SELECT address FROM client_sign_out_address WHERE client_id = $1 ORDER BY address";
constexpr std::string_view select_practices =
    "SELECT practice_id FROM client_practice WHERE client_id = $1 ORDER BY practice_id";
constexpr std::string_view insert =
    "INSERT INTO client (id, name_nl, name_en, sentence_nl, sentence_en, secret_hash, signed_with, "
    "needs_challenge, opens_in_popup, scopes, start_address, made_at, key_set) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr std::string_view update =
    "UPDATE client SET name_nl = $2, name_en = $3, sentence_nl = $4, sentence_en = $5, secret_hash = $6, "
    "signed_with = $7, needs_challenge = $8, opens_in_popup = $9, scopes = $10, start_address = $11, "
    "key_set = $12 WHERE id = $1 AND removed_at IS NULL";
constexpr std::string_view update_removed =
    "UPDATE client SET removed_at = $2, secret_hash = NULL, key_set = NULL WHERE id = $1 AND removed_at IS "
    "NULL";
constexpr std::string_view delete_addresses = "DELETE FROM client_address WHERE client_id = $1";
constexpr std::string_view insert_address = "INSERT INTO client_address (client_id, address) VALUES ($1, $2)";
constexpr std::string_view delete_sign_out_addresses =
    "DELETE FROM client_sign_out_address WHERE client_id = $1";
constexpr std::string_view insert_sign_out_address =
    "INSERT INTO client_sign_out_address (client_id, address) VALUES ($1, $2)";
constexpr std::string_view delete_practices = "DELETE FROM client_practice WHERE client_id = $1";
constexpr std::string_view insert_practice =
    "INSERT INTO client_practice (client_id, practice_id) VALUES ($1, $2)";

// A key that is not known any more signs as most programs expect.
SigningAlgorithm algorithm_from(std::string const& stored) {
    return signing_algorithm_of(stored).value_or(SigningAlgorithm::rs256);
}

Client client_from(Row const& row) {
    return {.id = row.id<Client>(0),
            .name_nl = row.text(1),
            .name_en = row.text(2),
            .sentence_nl = row.text(3),
            .sentence_en = row.text(4),
            .secret_hash = row.maybe_text(5).value_or(""),
            .key_set = row.maybe_text(11).value_or(""),
            .signed_with = algorithm_from(row.text(6)),
            .needs_challenge = row.number(7) != 0,
            .opens_in_popup = row.number(8) != 0,
            .scopes = words_in(row.text(9)),
            .start_address = row.text(10)};
}

std::optional<std::string> unless_empty(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

void add_what_it_has(Transaction& transaction, Client const& client) {
    for (auto const& address : client.addresses) transaction.run(insert_address, client.id, address);
    for (auto const& address : client.sign_out_addresses)
        transaction.run(insert_sign_out_address, client.id, address);
    for (auto const& practice : client.practices) transaction.run(insert_practice, client.id, practice);
}

std::vector<Client> clients_from(Transaction& transaction, std::vector<Row> const& ids) {
    std::vector<Client> clients;
    for (auto const& row : ids) clients.push_back(find_client(transaction, row.id<Client>(0)).value());
    return clients;
}

}  // namespace

std::optional<Client> find_client(Transaction& transaction, Id<Client> const& id) {
    auto const row = transaction.one(select_one, id);
    if (!row) return std::nullopt;
    auto client = client_from(*row);
    for (auto const& address : transaction.all(select_addresses, id))
        client.addresses.push_back(address.text(0));
    for (auto const& address : transaction.all(select_sign_out_addresses, id))
        client.sign_out_addresses.push_back(address.text(0));
    for (auto const& practice : transaction.all(select_practices, id))
        client.practices.push_back(practice.id<Practice>(0));
    return client;
}

std::vector<Client> all_clients(Transaction& transaction) {
    return clients_from(transaction, transaction.all(select_ids));
}

std::vector<Client> clients_of_practice(Transaction& transaction, Id<Practice> const& practice_id) {
    return clients_from(transaction, transaction.all(select_ids_of_practice, practice_id));
}

std::vector<std::string> all_client_addresses(Transaction& transaction) {
    std::vector<std::string> addresses;
    for (auto const& row : transaction.all(select_all_addresses)) addresses.push_back(row.text(0));
    return addresses;
}

void add_client(Transaction& transaction, Client const& client, Time now) {
    transaction.run(insert, client.id, client.name_nl, client.name_en, client.sentence_nl, client.sentence_en,
                    unless_empty(client.secret_hash), std::string(name_of(client.signed_with)),
                    client.needs_challenge, client.opens_in_popup, joined_words(client.scopes),
                    client.start_address, now, unless_empty(client.key_set));
    add_what_it_has(transaction, client);
}

void change_client(Transaction& transaction, Client const& client) {
    transaction.run(update, client.id, client.name_nl, client.name_en, client.sentence_nl, client.sentence_en,
                    unless_empty(client.secret_hash), std::string(name_of(client.signed_with)),
                    client.needs_challenge, client.opens_in_popup, joined_words(client.scopes),
                    client.start_address, unless_empty(client.key_set));
    transaction.run(delete_addresses, client.id);
    transaction.run(delete_sign_out_addresses, client.id);
    transaction.run(delete_practices, client.id);
    add_what_it_has(transaction, client);
}

bool remove_client(Transaction& transaction, Id<Client> const& id, Time now) {
    return transaction.run(update_removed, id, now) == 1;
}

}  // namespace voordeur
