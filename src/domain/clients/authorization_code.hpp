// SPDX-License-Identifier: EUPL-1.2
// A code (RFC 6749 section 4.1.2): a sealed text of what it is worth. It lies nowhere until it is redeemed.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/account_store.hpp"
#include "base/time.hpp"
#include "clients/client.hpp"
#include "crypto/sealer.hpp"

namespace voordeur {

// For whom a code opens: none of these can be another's.
struct CodeBinding {
    Id<Client> const& client_id;
    std::string_view redirect_address;
    std::string_view challenge;  // PKCE; empty: none
};

struct CodeFacts {
    Id<Account> account_id;
    std::string session_hash;  // hex
    Time at;
    std::vector<std::string> scopes;
    std::string nonce;
};

// RFC 9700 and FAPI 2.0: at most a minute.
constexpr std::chrono::seconds code_lasts{60};

// At most 256 characters where the nonce has at most 60.
std::string seal_code(Sealer const& sealer, CodeBinding const& binding, CodeFacts const& facts);
// nullopt: none of ours, another's, or too old.
std::optional<CodeFacts> open_code(Sealer const& sealer, CodeBinding const& binding, std::string_view code,
                                   Time now);

// RFC 7636 section 4.6, S256. Empty: none was sent.
std::string challenge_of(std::string_view verifier);

}  // namespace voordeur
