// SPDX-License-Identifier: EUPL-1.2
// An e-service that signs its patients in through us.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "crypto/signing_key.hpp"
#include "words/language.hpp"

namespace voordeur {

struct Practice;

struct Client {
    Id<Client> id;  // its client_id
    std::string name_nl = {}, name_en = {};
    std::string sentence_nl = {}, sentence_en = {};  // what it is for
    // How it shows who it is, one of these; a public client has none.
    std::string secret_hash = {};  // sha256_hex
    std::string key_set = {};      // of its public keys (RFC 7517)
    SigningAlgorithm signed_with = SigningAlgorithm::rs256;
    bool needs_challenge = true;  // PKCE
    bool opens_in_popup = false;
    std::vector<std::string> scopes = {};              // what it may ask for besides openid
    std::string start_address = {};                    // where its patients begin
    std::vector<std::string> addresses = {};           // where it may be answered
    std::vector<std::string> sign_out_addresses = {};  // where its patients may go once they are signed out
    std::vector<Id<Practice>> practices = {};

    bool is_public() const { return secret_hash.empty() && key_set.empty(); }
    std::string const& name(Language language) const {
        return language == Language::dutch ? name_nl : name_en;
    }
};

// "a b c" and back; no part twice, none empty.
std::vector<std::string> words_in(std::string_view text);
std::string joined_words(std::vector<std::string> const& words);

}  // namespace voordeur
