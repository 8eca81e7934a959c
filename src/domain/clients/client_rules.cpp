// SPDX-License-Identifier: EUPL-1.2
#include "clients/client_rules.hpp"

#include <algorithm>

namespace voordeur {
namespace {

constexpr std::size_t shortest_id = 3, longest_id = 64, longest_address = 512;
constexpr std::string_view loopbacks[] = {"http://127.0.0.1", "http://[::1]"};

bool is_id_character(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '-' || character == '_';
}

bool is_visible_ascii(char character) {
    return character > ' ' && character < '\x7f' && character != '"' && character != '\\' &&
           character != '<' && character != '>';
}

// The port and what follows. Empty: no loopback address.
std::string_view after_loopback(std::string_view address) {
    for (auto const& loopback : loopbacks) {
        if (!address.starts_with(loopback)) continue;
        auto const rest = address.substr(loopback.size());
        if (rest.starts_with(':') || rest.starts_with('/')) return rest;
    }
    return "";
}

std::string_view without_port(std::string_view rest) {
    if (!rest.starts_with(':')) return rest;
    auto const end = rest.find_first_not_of("0123456789", 1);
    return end == std::string_view::npos ? "" : rest.substr(end);
}

bool is_same_but_for_port(std::string_view registered, std::string_view address) {
    auto const left = after_loopback(registered), right = after_loopback(address);
    if (left.empty() || right.empty()) return false;
    auto const host = registered.substr(0, registered.size() - left.size());
    return address.starts_with(host) && address.size() - right.size() == host.size() &&
           without_port(left) == without_port(right) && without_port(left).starts_with('/');
}

std::string_view origin_of(std::string_view address) {
    auto const host = address.find("://") + 3;
    return address.substr(0, address.find_first_of("/?", host));
}

}  // namespace

bool is_client_id(std::string_view text) {
    return text.size() >= shortest_id && text.size() <= longest_id &&
           std::ranges::all_of(text, is_id_character);
}

bool may_be_client_address(std::string_view address) {
    constexpr std::string_view https = "https://";
    if (address.size() > longest_address || !std::ranges::all_of(address, is_visible_ascii)) return false;
    if (address.find('#') != std::string_view::npos || address.find('*') != std::string_view::npos)
        return false;
    if (!after_loopback(address).empty()) return without_port(after_loopback(address)).starts_with('/');
    if (!address.starts_with(https)) return false;
    auto const host = address.substr(https.size(), address.find_first_of("/?", https.size()) - https.size());
    return !host.empty() && host.find('@') == std::string_view::npos;
}

bool is_registered(std::vector<std::string> const& registered, std::string_view address) {
    return std::ranges::any_of(registered, [&](std::string const& own) {
        return own == address || is_same_but_for_port(own, address);
    });
}

bool has_site(std::vector<std::string> const& registered, std::string_view origin) {
    return std::ranges::any_of(registered, [&](std::string const& own) {
        auto const site = origin_of(own);
        return site == origin || is_same_but_for_port(std::string(site) + "/", std::string(origin) + "/");
    });
}

}  // namespace voordeur
