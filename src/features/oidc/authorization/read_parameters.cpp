// SPDX-License-Identifier: EUPL-1.2
// "Request and response parameters MUST NOT be included more than once" (RFC 6749 section 3.1): Form refuses
// that. An address of 2 KB goes through every proxy.
#include <algorithm>
#include <string_view>
#include <utility>

#include "oidc/authorization/checks.hpp"

namespace voordeur {
namespace {

constexpr std::pair<std::string_view, std::size_t> longest[] = {
    {"client_id", 64}, {"redirect_uri", 512}, {"state", 512}, {"nonce", 512},
    {"scope", 256},    {"login_hint", 320},   {"prompt", 64}, {"code_challenge", 128},
};

}  // namespace

bool can_be_read(Form const& parameters) {
    return std::ranges::all_of(longest, [&](auto const& parameter) {
        return parameters.text(parameter.first).size() <= parameter.second;
    });
}

}  // namespace voordeur
