// SPDX-License-Identifier: EUPL-1.2
// The commands `client add`, `client change`, `client secret`, `client list` and `client remove`.
#include <algorithm>
#include <filesystem>

#include "audit/audit.hpp"
#include "base/files.hpp"
#include "clients/client_rules.hpp"
#include "clients/client_store.hpp"
#include "clients/grant_store.hpp"
#include "clients/scope_rules.hpp"
#include "clients/signing_keys.hpp"
#include "commands/client_list.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "crypto/encoding.hpp"
#include "jose/jwk.hpp"
#include "practices/practice_store.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"

namespace voordeur {
namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::string_view known_scopes[] = {"profile", "email", offline_access};

Id<Client> read_id(Typed const& typed) {
    auto const text = typed.text("--client");
    if (!is_client_id(text))
        throw CommandError(
            "--client must be 3 to 64 letters, digits, dashes and underscores, such as "
            "herhaalrecept.");
    return Id<Client>(text);
}

std::string read_address(std::string const& flag, std::string const& text) {
    if (!may_be_client_address(text))
        throw CommandError(flag +
                           " must be an https address without #, or http://127.0.0.1 with any port, such as "
                           "https://recept.example/terug.");
    return text;
}

std::vector<std::string> read_addresses(std::string const& flag, std::string const& text) {
    auto addresses = words_in(text);
    if (addresses.empty()) throw CommandError(flag + " needs an address.");
    for (auto const& address : addresses) read_address(flag, address);
    return addresses;
}

std::vector<std::string> read_scopes(std::string const& text) {
    auto scopes = words_in(text);
    for (auto const& scope : scopes)
        if (std::ranges::find(known_scopes, scope) == std::end(known_scopes))
            throw CommandError("--scopes must be of profile, email and offline_access.");
    return scopes;
}

SigningAlgorithm read_algorithm(std::string const& text) {
    auto const algorithm = signing_algorithm_of(text);
    if (!algorithm) throw CommandError("--signed-with must be RS256 or ES256.");
    return *algorithm;
}

std::string read_keys(std::filesystem::path const& file) {
    auto const text = file_text(file);
    if (!text) throw CommandError("--jwks-file " + file.string() + " cannot be read.");
    if (!read_key_set(*text))
        throw CommandError(
            "--jwks-file must be a JSON Web Key Set of 1 to 10 public keys for ES256 or RS256, each with a "
            "kid of its own.");
    return *text;
}

// What was typed of a client; what was not stays as it is.
void fill(Client& client, Typed const& typed) {
    auto const text = [&](std::string const& flag, std::string& field) {
        if (auto const given = typed.maybe(flag)) field = read_name(flag, *given).text();
    };
    text("--name", client.name_nl);
    text("--name-en", client.name_en);
    text("--sentence", client.sentence_nl);
    text("--sentence-en", client.sentence_en);
    if (auto const given = typed.maybe("--start")) client.start_address = read_address("--start", *given);
    if (auto const given = typed.maybe("--redirect")) client.addresses = read_addresses("--redirect", *given);
    if (auto const given = typed.maybe("--sign-out-redirect"))
        client.sign_out_addresses = read_addresses("--sign-out-redirect", *given);
    if (auto const given = typed.maybe("--scopes")) client.scopes = read_scopes(*given);
    if (auto const given = typed.maybe("--signed-with")) client.signed_with = read_algorithm(*given);
    if (typed.has("--without-pkce")) client.needs_challenge = false;
    if (typed.has("--with-pkce")) client.needs_challenge = true;
    if (typed.has("--popup")) client.opens_in_popup = true;
    if (auto const given = typed.maybe("--jwks-file")) {
        if (client.is_public()) throw CommandError("A public client has no keys: leave out --jwks-file.");
        client.key_set = read_keys(*given);
        client.secret_hash.clear();
    }
    if (client.is_public() && !client.needs_challenge)
        throw CommandError("A public client has PKCE: leave out --without-pkce.");
}

void fill_practices(Transaction& transaction, Client& client, Typed const& typed) {
    auto const slugs = typed.maybe("--practice");
    if (!slugs) return;
    client.practices.clear();
    for (auto const& slug : words_in(*slugs)) {
        auto const practice = find_practice_by_slug(transaction, read_slug("--practice", slug));
        if (!practice) throw no_such_practice(slug);
        client.practices.push_back(practice->id);
    }
    if (client.practices.empty()) throw CommandError("--practice needs the short name of a practice.");
}

AuditEvent event_of(AuditType type, Client const& client) {
    auto const action = type == AuditType::client_added     ? Action::create
                        : type == AuditType::client_removed ? Action::remove
                                                            : Action::update;
    return {
        .type = type, .action = action, .actor = Actor::the_operator(operator_name()), .object = client.id};
}

CommandError no_such_client(Id<Client> const& id) {
    return CommandError("There is no client " + id.text() + "; voordeur client list shows them all.");
}

// Shown once: only its hash is kept. It comes in the place of keys.
std::string new_secret(App const& app, Client& client) {
    auto secret = to_base64url(app.random.bytes(secret_bytes));
    client.secret_hash = sha256_hex(secret);
    client.key_set.clear();
    return secret;
}

std::string told_of(App const& app, Client const& client, std::string const& secret) {
    auto const how = client.is_public() ? "a public client: no secret, PKCE instead\n"
                     : !client.key_set.empty()
                         ? "no secret: it signs what it asks by its keys (private_key_jwt)\n"
                         : "client_secret  " + secret + "\nThe secret is shown once; keep it now.\n";
    return "issuer         " + app.site.public_url + "\nclient_id      " + client.id.text() + "\n" + how;
}

std::string run_add(Typed const& typed) {
    Client client{.id = read_id(typed)};
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = installation->clock().now();
    auto const secret = typed.has("--public") ? std::string() : new_secret(app, client);
    fill(client, typed);
    if (client.name_en.empty()) client.name_en = client.name_nl;
    if (client.sentence_en.empty()) client.sentence_en = client.sentence_nl;
    try {
        app.database.transaction([&](Transaction& transaction) {
            fill_practices(transaction, client, typed);
            add_client(transaction, client, now);
            app.signing_keys.make_first(transaction, now);
            app.audit.record(transaction, event_of(AuditType::client_added, client), now);
        });
    } catch (NotUnique const&) {
        throw CommandError("There is, or was, a client " + client.id.text() + "; give another --client.");
    }
    return client.name_nl + " is added.\n" + told_of(app, client, secret);
}

// `change` gives what is printed.
template <class Change>
std::string changed(Typed const& typed, AuditType type, Change const& change) {
    auto const id = read_id(typed);
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = installation->clock().now();
    return app.database.transaction([&](Transaction& transaction) {
        auto client = find_client(transaction, id);
        if (!client) throw no_such_client(id);
        auto said = change(transaction, app, *client, now);
        app.audit.record(transaction, event_of(type, *client), now);
        return said;
    });
}

std::string run_change(Typed const& typed) {
    return changed(typed, AuditType::client_changed,
                   [&](Transaction& transaction, App const&, Client& client, Time) {
                       fill(client, typed);
                       fill_practices(transaction, client, typed);
                       change_client(transaction, client);
                       return client.name_nl + " is changed.\n";
                   });
}

std::string run_secret(Typed const& typed) {
    return changed(
        typed, AuditType::client_changed, [](Transaction& transaction, App const& app, Client& client, Time) {
            if (client.is_public())
                throw CommandError(client.id.text() + " is a public client: it has no secret.");
            auto const secret = new_secret(app, client);
            change_client(transaction, client);
            return "What it showed before is worth nothing any more.\n" + told_of(app, client, secret);
        });
}

std::string run_remove(Typed const& typed) {
    return changed(typed, AuditType::client_removed,
                   [](Transaction& transaction, App const&, Client& client, Time now) {
                       remove_client(transaction, client.id, now);
                       end_grants_of_client(transaction, client.id, now);
                       return client.name_nl + " is removed: nobody signs in to it any more.\n";
                   });
}

std::string run_list(Typed const& typed) {
    auto const installation = installation_of(typed);
    auto const clients =
        installation->database().read([](Transaction& transaction) { return all_clients(transaction); });
    return typed.has("--json") ? clients_as_json(clients) : clients_table(clients);
}

Flag client_flag() {
    return {"--client", "ID", "Its client_id: letters, digits, dashes and underscores", "herhaalrecept"};
}

std::vector<Flag> fields(Need need) {
    return {
        {"--name", "NAME", "As patients know it", "\"Herhaalrecept aanvragen\"", need},
        {"--name-en", "NAME", "The same in English", "\"Repeat prescriptions\"", Need::optional},
        {"--sentence", "TEXT", "What patients do there, in one sentence",
         "\"Vraag uw medicijnen opnieuw aan.\"", Need::optional},
        {"--sentence-en", "TEXT", "The same in English", "\"Order your medicines again.\"", Need::optional},
        {"--redirect", "ADDRESSES", "Where it is answered; several with spaces between them",
         "https://recept.example/terug", need},
        {"--sign-out-redirect", "ADDRESSES",
         "Where its patients may go once they are signed out; several with spaces between them",
         "https://recept.example/uitgelogd", Need::optional},
        {"--start", "ADDRESS", "Where its patients begin", "https://recept.example/", need},
        {"--practice", "SLUGS", "Of which practices; several with spaces between them", "de-linde", need},
        {"--scopes", "SCOPES", "What it may ask besides who it is: profile, email, offline_access",
         "\"profile email\"", Need::optional},
        {"--signed-with", "ALGORITHM", "RS256 (unless said otherwise) or ES256", "ES256", Need::optional},
        {"--without-pkce", "", "For a program that cannot, and has a secret", "--without-pkce",
         Need::without_value},
        {"--popup", "", "It signs in in a window of its own", "--popup", Need::without_value},
        {"--jwks-file", "FILE", "Its public keys, in the place of a secret (private_key_jwt)", "keys.json",
         Need::optional}};
}

std::vector<Flag> with(std::vector<Flag> first, std::vector<Flag> const& more) {
    first.insert(first.end(), more.begin(), more.end());
    first.push_back(config_flag());
    return first;
}

Command add_command() {
    return {
        "client add", "Let an e-service sign its patients in here (OpenID Connect)",
        "--client herhaalrecept --name \"Herhaalrecept aanvragen\" --redirect https://recept.example/terug "
        "--start https://recept.example/ --practice de-linde --config voordeur.toml",
        with({client_flag(),
              {"--public", "", "It runs where it can keep no secret", "--public", Need::without_value}},
             fields(Need::needed)),
        run_add};
}

Command change_command() {
    return {"client change", "Change what was said of an e-service",
            "--client herhaalrecept --start https://recept.example/begin --config voordeur.toml",
            with({client_flag(), {"--with-pkce", "", "It can now", "--with-pkce", Need::without_value}},
                 fields(Need::optional)),
            run_change};
}

Command secret_command() {
    return {"client secret", "Give an e-service a new secret; the old one is worth nothing any more",
            "--client herhaalrecept --config voordeur.toml", with({client_flag()}, {}), run_secret};
}

Command list_command() {
    return {"client list", "Show every e-service", "--config voordeur.toml", with({json_flag()}, {}),
            run_list};
}

Command remove_command() {
    return {"client remove", "End an e-service: nobody signs in to it any more",
            "--client herhaalrecept --config voordeur.toml", with({client_flag()}, {}), run_remove};
}

}  // namespace

CommandGroup client_commands() {
    return {
        .name = "client",
        .help = "Let e-services sign their patients in here",
        .commands = {add_command(), change_command(), secret_command(), list_command(), remove_command()}};
}

}  // namespace voordeur
