// SPDX-License-Identifier: EUPL-1.2
#include "commands/client_list.hpp"

#include <nlohmann/json.hpp>

#include "base/json_line.hpp"
#include "values/text_table.hpp"

namespace voordeur {
namespace {

std::string kind_of(Client const& client) {
    if (client.is_public()) return "public";
    return client.key_set.empty() ? "with a secret" : "with keys";
}

}  // namespace

std::string clients_table(std::vector<Client> const& clients) {
    if (clients.empty()) return "There is no client yet; voordeur client add makes one.\n";
    std::vector<std::vector<std::string>> lines{{"CLIENT", "NAME", "KIND", "START"}};
    for (auto const& client : clients)
        lines.push_back({client.id.text(), client.name_nl, kind_of(client), client.start_address});
    return text_table(lines);
}

std::string clients_as_json(std::vector<Client> const& clients) {
    std::string lines;
    for (auto const& client : clients)
        lines += json_line({{"client", client.id.text()},
                            {"name", client.name_nl},
                            {"public", client.is_public()},
                            {"keys", !client.key_set.empty()},
                            {"pkce", client.needs_challenge},
                            {"signed_with", name_of(client.signed_with)},
                            {"scopes", client.scopes},
                            {"start", client.start_address},
                            {"redirect", client.addresses},
                            {"sign_out_redirect", client.sign_out_addresses}}) +
                 "\n";
    return lines;
}

}  // namespace voordeur
