// SPDX-License-Identifier: EUPL-1.2
#include "clients/scope_rules.hpp"

#include <algorithm>

namespace voordeur {
namespace {

constexpr std::size_t most_bits = 32;

}  // namespace

bool has_scope(std::vector<std::string> const& scopes, std::string_view scope) {
    return std::ranges::find(scopes, scope) != scopes.end();
}

std::optional<std::vector<std::string>> narrowed_scopes(std::vector<std::string> const& granted,
                                                        std::vector<std::string> const& asked) {
    if (asked.empty()) return granted;
    if (!std::ranges::all_of(asked, [&](std::string const& scope) { return has_scope(granted, scope); }))
        return std::nullopt;
    std::vector<std::string> narrowed;
    for (auto const& scope : granted)
        if (scope == openid_scope || has_scope(asked, scope)) narrowed.push_back(scope);
    return narrowed;
}

ScopeBits bits_of(std::vector<std::string> const& granted, std::vector<std::string> const& some) {
    if (granted.size() > most_bits || some == granted) return all_scopes;
    ScopeBits bits = 0;
    for (std::size_t at = 0; at < granted.size(); ++at)
        if (has_scope(some, granted[at])) bits |= ScopeBits{1} << at;
    return bits;
}

std::vector<std::string> scopes_of(std::vector<std::string> const& granted, ScopeBits bits) {
    if (bits == all_scopes) return granted;
    std::vector<std::string> some;
    for (std::size_t at = 0; at < std::min(granted.size(), most_bits); ++at)
        if ((bits >> at & 1U) != 0) some.push_back(granted[at]);
    return some;
}

}  // namespace voordeur
