// SPDX-License-Identifier: EUPL-1.2
#include "config/url.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace voordeur {
namespace {

constexpr std::string_view letters_and_digits =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (auto& character : lower)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
    return lower;
}

bool is_visible_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char character) { return character > ' ' && character <= '~'; });
}

bool is_scheme(std::string_view text) {
    return !text.empty() && text.find_first_not_of(letters_and_digits) == std::string_view::npos;
}

bool is_ipv6(std::string const& text) {
    in6_addr address;
    return inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

std::optional<std::uint16_t> port_of(std::string_view digits) {
    std::uint16_t port = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || end != digits.data() + digits.size() || port == 0) return std::nullopt;
    return port;
}

// `authority` is [user@]host[:port].
bool read_authority(std::string_view authority, Url& url) {
    if (auto const at = authority.rfind('@'); at != std::string_view::npos) {
        url.user_info = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    auto const bracketed = authority.starts_with('[');
    auto const host_end = bracketed ? authority.find(']') : authority.find(':');
    if (bracketed && host_end == std::string_view::npos) return false;
    url.host = lower_case(bracketed ? authority.substr(1, host_end - 1) : authority.substr(0, host_end));
    if (bracketed ? !is_ipv6(url.host) : !is_host_name(url.host)) return false;

    auto const after = std::min(authority.size(), bracketed ? host_end + 1 : host_end);
    if (after == authority.size()) return true;
    if (authority[after] != ':') return false;
    url.port = port_of(authority.substr(after + 1));
    return url.port.has_value();
}

}  // namespace

std::optional<Url> Url::parse(std::string_view text) {
    auto const colon = text.find("://");
    if (colon == std::string_view::npos || !is_visible_ascii(text)) return std::nullopt;
    Url url;
    url.scheme = lower_case(text.substr(0, colon));
    auto const after_scheme = text.substr(colon + 3);
    auto const authority = after_scheme.substr(0, after_scheme.find_first_of("/?#"));
    url.rest = after_scheme.substr(authority.size());
    if (!is_scheme(url.scheme) || !read_authority(authority, url)) return std::nullopt;
    return url;
}

std::string Url::origin() const {
    auto const own_port = scheme == "https" ? 443 : 80;
    auto const is_v6 = host.find(':') != std::string::npos;
    auto text = scheme + "://" + (is_v6 ? "[" + host + "]" : host);
    if (port && *port != own_port) text += ":" + std::to_string(*port);
    return text;
}

bool is_host_name(std::string_view host) {
    auto const in_alphabet = [](char character) {
        return letters_and_digits.find(character) != std::string_view::npos || character == '-' ||
               character == '_' || character == '.';
    };
    return !host.empty() && std::all_of(host.begin(), host.end(), in_alphabet) && !host.starts_with('.') &&
           !host.ends_with('.') && host.find("..") == std::string_view::npos && !host.starts_with('-');
}

bool is_loopback(std::string_view host) {
    in_addr v4;
    if (inet_pton(AF_INET, std::string(host).c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
    in6_addr v6;
    if (inet_pton(AF_INET6, std::string(host).c_str(), &v6) == 1) return IN6_IS_ADDR_LOOPBACK(&v6);
    return host == "localhost";
}

}  // namespace voordeur
