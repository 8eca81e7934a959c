// SPDX-License-Identifier: EUPL-1.2
#include "client_network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

#include "values/network.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t";
    auto const first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos) return "";
    return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

bool is_address(int family, std::string const& text) {
    std::array<unsigned char, 16> bytes{};
    return inet_pton(family, text.c_str(), bytes.data()) == 1;
}

bool is_port(std::string_view text) {
    constexpr std::size_t longest = 5;
    return is_all_digits(text) && text.size() <= longest;
}

// What stands in [ ], with a port after it or without.
std::string_view bracketed(std::string_view hop) {
    auto const close = hop.find(']');
    if (close == std::string_view::npos) return "";
    auto const after = hop.substr(close + 1);
    auto const is_whole = after.empty() || (after.front() == ':' && is_port(after.substr(1)));
    return is_whole ? hop.substr(1, close - 1) : std::string_view();
}

// How proxies write an address: alone, with a port (Azure), in brackets or in quotation marks (as in
// Forwarded). Nothing when it is none.
std::optional<std::string> address_of(std::string_view hop) {
    hop = trimmed(hop);
    if (hop.size() > 1 && hop.front() == '"' && hop.back() == '"') hop = hop.substr(1, hop.size() - 2);
    auto const is_bracketed = hop.starts_with('[');
    if (is_bracketed) hop = bracketed(hop);
    std::string const address(hop.substr(0, hop.find('%')));  // a zone is of the proxy's machine
    if (is_address(AF_INET6, address)) return address;
    auto const colon = is_bracketed ? std::string_view::npos : hop.find(':');
    std::string const before(hop.substr(0, colon));
    auto const has_port = colon != std::string_view::npos;
    if (!is_address(AF_INET, before) || (has_port && !is_port(hop.substr(colon + 1)))) return std::nullopt;
    return before;
}

}  // namespace

bool TrustedProxies::trust(std::string_view peer) const {
    if (peer == "unix") return unix_socket;
    return std::any_of(networks.begin(), networks.end(),
                       [&](auto const& network) { return network.contains(peer); });
}

ClientNetwork client_network(std::string_view peer, std::string_view forwarded_for,
                             TrustedProxies const& proxies) {
    std::string client(peer);
    auto const is_through_proxy = proxies.trust(peer);
    auto const has_no_hop = is_through_proxy && trimmed(forwarded_for).empty();
    while (proxies.trust(client) && !forwarded_for.empty()) {
        auto const comma = forwarded_for.rfind(',');
        auto const is_first = comma == std::string_view::npos;
        auto const hop = address_of(is_first ? forwarded_for : forwarded_for.substr(comma + 1));
        // What a trusted proxy did not write as an address is nobody's address, and what is before it may be
        // anybody's invention.
        if (!hop) return {network_of_address(client), !has_no_hop, is_through_proxy, has_no_hop};
        forwarded_for = is_first ? std::string_view() : forwarded_for.substr(0, comma);
        client = *hop;
    }
    return {network_of_address(client), false, is_through_proxy, has_no_hop};
}

}  // namespace voordeur
