// SPDX-License-Identifier: EUPL-1.2
// What an e-service asks when it sends a patient to be signed out (OpenID Connect RP-Initiated Logout 1.0),
// checked. As an authorization request it lies nowhere: sealed, it goes along in the address.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "clients/client.hpp"
#include "crypto/sealer.hpp"

namespace voordeur {

struct SignOutRequest {
    std::optional<Id<Client>> client_id = {};
    std::string session_name = {};  // of whom its ID token is (sid); empty: it showed none that holds
    std::string address = {};       // one of its own, with its state: where the patient goes; empty: nowhere
    Time at = {};

    // An ID token of the session that it wants ended: only then nobody is asked.
    bool shows_session() const { return !session_name.empty(); }
};

// One that is older was asked by Back or a kept page: the patient is asked first.
constexpr std::chrono::minutes sign_out_request_lasts{5};

std::string seal_sign_out(Sealer const& sealer, SignOutRequest const& request);
// nullopt: none of ours. It may be older than sign_out_request_lasts.
std::optional<SignOutRequest> open_sign_out(Sealer const& sealer, std::string_view sealed);

}  // namespace voordeur
