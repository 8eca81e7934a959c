// SPDX-License-Identifier: EUPL-1.2
// What a client may see: scopes (RFC 6749 section 3.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace voordeur {

// That every request has, and that refresh tokens are given for.
constexpr std::string_view openid_scope = "openid", offline_access = "offline_access";

bool has_scope(std::vector<std::string> const& scopes, std::string_view scope);

// What is asked of what was granted (RFC 6749 section 6); nothing asked: all of it. openid goes along always.
// nullopt: it was not granted.
std::optional<std::vector<std::string>> narrowed_scopes(std::vector<std::string> const& granted,
                                                        std::vector<std::string> const& asked);

// Some of a grant's scopes, a bit each in their order; of more than 32 it is all of them.
using ScopeBits = std::uint32_t;
constexpr ScopeBits all_scopes = ~ScopeBits{0};
ScopeBits bits_of(std::vector<std::string> const& granted, std::vector<std::string> const& some);
std::vector<std::string> scopes_of(std::vector<std::string> const& granted, ScopeBits bits);

}  // namespace voordeur
