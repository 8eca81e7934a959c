// SPDX-License-Identifier: EUPL-1.2
// Who is counted as one visitor, by where they come from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// "198.51.100.1", "2001:db8:1:2::/64": IPv6 by its /64, since one person has all of that. What is no address
// stays as it is ("unix").
std::string network_of_address(std::string const& address);

// "2001:db8:1::/48": the site that a network of IPv6 is one of. Whoever has one network may have all 65,536
// of its site, so what is limited for each of them is limited for all of them too. nullopt: it is no network
// of IPv6.
std::optional<std::string> site_of_network(std::string_view network);

// As much as so many of its networks may a whole site do, since many people may share it.
inline constexpr int networks_for_a_site = 10;

}  // namespace voordeur
