// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// An address with a host, taken apart (RFC 3986 section 3), ASCII only: a name in another script is written
// in its xn-- form.
struct Url {
    std::string scheme;     // lower case
    std::string user_info;  // before the @, usually empty
    std::string host;       // lower case; an IPv6 address without its brackets
    std::optional<std::uint16_t> port;
    std::string rest;  // path, query and fragment as written

    // nullopt: no scheme, no or a wrong host, a port that is none, or a character that needs encoding.
    static std::optional<Url> parse(std::string_view text);

    // scheme://host[:port] as a browser writes it in its Origin header: without the scheme's own port.
    std::string origin() const;
};

// Letters, digits, dashes, underscores and single dots between them.
bool is_host_name(std::string_view host);

// Whether the host can be none but this machine: 127.0.0.0/8, ::1 or localhost.
bool is_loopback(std::string_view host);

}  // namespace voordeur
