// SPDX-License-Identifier: EUPL-1.2
// What an e-service asks when it sends a patient, checked. It lies nowhere: sealed, it goes along in the
// addresses and forms of the pages until it is answered, so that no tab disturbs another and nobody can fill
// a table.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "clients/client.hpp"
#include "crypto/sealer.hpp"
#include "words/language.hpp"

namespace voordeur {

enum class ResponseMode { query, form_post };

struct AuthorizationRequest {
    Id<Client> client_id;
    std::string redirect_address = {};
    ResponseMode response_mode = ResponseMode::query;
    std::string state = {}, nonce = {};
    std::string challenge = {};                // PKCE, S256; empty: none
    std::vector<std::string> scopes = {};      // with openid
    std::optional<Time> signed_in_since = {};  // who signed in before does so again
    bool asks_nobody = false;                  // prompt=none: an answer at once, and no page
    bool opens_in_popup = false;
    std::string login_hint = {};
    std::string subject = {};  // who it is to be, as the client calls the patient; empty: whoever it is
    std::string error = {}, error_description = {};  // it is refused, and to be told so by a form
    std::optional<Language> language = {};           // that the e-service was used in
    Time at = {};
};

constexpr std::chrono::minutes request_lasts{30};

std::string seal_request(Sealer const& sealer, AuthorizationRequest const& request);
// nullopt: none of ours. It may be older than request_lasts.
std::optional<AuthorizationRequest> open_request(Sealer const& sealer, std::string_view sealed);

}  // namespace voordeur
