// SPDX-License-Identifier: EUPL-1.2
// What Beast's parser lets through and a proxy may read otherwise: two readers that see different requests in
// the same bytes are how one visitor's request becomes another's (request smuggling, RFC 9112 section 11.2).
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace voordeur {

using RawHeaders = std::vector<std::pair<std::string_view, std::string_view>>;

// Whether the header of a request is framed in the one way that every reader agrees on: one Host (none is as
// good in HTTP/1.0, as health checks speak it), at most one Content-Length of digits only, no
// Transfer-Encoding, and a target that is a path. `version` is 10 or 11. No browser sends a form in chunks,
// and Debian's Beast ends the program at some of them (boostorg/beast pull request 2861).
bool is_well_framed(unsigned version, std::string_view target, RawHeaders const& headers);

}  // namespace voordeur
