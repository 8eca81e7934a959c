// SPDX-License-Identifier: EUPL-1.2
// The lists by which a browser says what it would rather have: "br, gzip;q=0.8" (RFC 9110, 12.4.2).
#pragma once

#include <optional>
#include <string_view>

namespace voordeur {

struct WeightedItem {
    std::string_view name;
    int thousandths = 1000;  // 0: not at all
};

// Takes the first item off the list; nullopt where it is none: without a name, or with a weight that is no
// weight.
std::optional<WeightedItem> take_item(std::string_view& list);

// Whether these are one name; `name` is in lower case.
bool is_name(std::string_view written, std::string_view name);

}  // namespace voordeur
