// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace voordeur {

enum class ContentEncoding { none, gzip, brotli };

// What a browser that sends this Accept-Encoding takes best (RFC 9110, 12.5.3); of what it takes equally well
// the smallest. None too where it says nothing, or takes nothing that we have.
ContentEncoding best_encoding(std::string_view accept_encoding);

}  // namespace voordeur
