// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// SHA-1 in capital hex, only to look up what is published under SHA-1. It protects nothing here.
std::string sha1_hex(std::string_view text);

}  // namespace voordeur
