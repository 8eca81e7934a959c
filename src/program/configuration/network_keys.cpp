// SPDX-License-Identifier: EUPL-1.2
// Where the server is reached: the keys public_url, listen, metrics_listen and trusted_proxies.
#include <arpa/inet.h>
#include <sys/un.h>

#include <charconv>

#include "config/url.hpp"
#include "configuration/sections.hpp"

namespace voordeur {
namespace {

// So that the last line of an SMS leaves room for its sentence and the beginning of a practice's name.
constexpr std::size_t longest_host = 80;
constexpr std::string_view socket_prefix = "unix:";

bool is_address(std::string const& host, bool bracketed) {
    in6_addr address;
    return inet_pton(bracketed ? AF_INET6 : AF_INET, host.c_str(), &address) == 1;
}

// 0 lets the system choose.
bool is_port(std::string_view digits) {
    std::uint16_t port = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return error == std::errc() && end == digits.data() + digits.size();
}

bool is_address_and_port(std::string const& text) {
    auto const colon = text.rfind(':');
    if (colon == std::string::npos || !is_port(std::string_view(text).substr(colon + 1))) return false;
    auto host = text.substr(0, colon);
    auto const bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed) host = host.substr(1, host.size() - 2);
    return is_address(host, bracketed);
}

std::string socket_file(Section const& root, std::string_view key, std::string const& written) {
    auto const file = root.resolved(written).string();
    constexpr auto longest = sizeof(sockaddr_un::sun_path) - 1;
    if (file.size() > longest)
        root.refuse(key, "names " + file + ", longer than the " + std::to_string(longest) +
                             " characters of a socket's path; choose a shorter one.");
    return std::string(socket_prefix) + file;
}

}  // namespace

std::string read_public_url(Section const& root, std::string const& fallback) {
    constexpr std::string_view key = "public_url";
    auto const text = root.text_or(key, fallback);
    auto const url = Url::parse(text);
    auto const is_http = text.starts_with("http://");
    if ((!is_http && !text.starts_with("https://")) || (is_http && url && !is_loopback(url->host)))
        root.refuse(key, "must begin with https:// (http:// is for loopback addresses only).");
    if (!url || !url->user_info.empty())
        root.refuse(key, "must be an address such as https://patient.delinde.example.");
    auto origin = url->origin();
    if (!url->rest.empty()) root.refuse(key, "must end after the host; write \"" + origin + "\".");
    if (url->host.size() > longest_host)
        root.refuse(key, "has a host name of " + std::to_string(url->host.size()) + " characters; at most " +
                             std::to_string(longest_host) +
                             " fit into an SMS beside the code, so choose a shorter one.");
    return origin;
}

std::string read_listen(Section const& root, std::string_view key, std::string const& fallback) {
    auto const text = root.text_or(key, fallback);
    if (text.empty() && !root.has(key)) return text;
    if (text.starts_with(socket_prefix) && text.size() > socket_prefix.size())
        return socket_file(root, key, text.substr(socket_prefix.size()));
    if (!is_address_and_port(text))
        root.refuse(key, "must be an address and a port such as 127.0.0.1:8080, or unix:/path/of/socket.");
    return text;
}

TrustedProxies read_trusted_proxies(Section const& root) {
    constexpr std::string_view key = "trusted_proxies";
    TrustedProxies proxies;
    for (auto const& text : root.list(key)) {
        auto const network = IpNetwork::parse(text);
        if ((network && network->is_of_everybody()) || text.ends_with("/0"))
            root.refuse(key, "holds \"" + text +
                                 "\": anybody in it could claim any address in X-Forwarded-For; name the "
                                 "addresses of your proxies.");
        if (text == "unix")
            proxies.unix_socket = true;
        else if (network)
            proxies.networks.push_back(*network);
        else
            root.refuse(key, "holds \"" + text +
                                 "\"; each must be \"unix\", an address, or a block such as 10.0.0.0/8.");
    }
    return proxies;
}

}  // namespace voordeur
