// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// Where a document was opened from, when that was step 3 of this patient's own registration. The browser
// tells it to our own pages only (Referrer-Policy: same-origin); anything that is not such a path of ours is
// nullopt.
std::optional<std::string> step_3_path(std::string_view referer, std::string_view public_url);

}  // namespace voordeur
