// SPDX-License-Identifier: EUPL-1.2
// Secrets that are copied from paper. Source of the alphabet and of what is forgiven:
// https://www.crockford.com/base32.html
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// Each character is five bits.
constexpr std::string_view paper_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// Forgives case, spaces, dashes, dots, invisible characters, a label before it, O for 0 and I or L for 1.
// Nothing when other characters remain (U among them), or not so many.
std::optional<std::string> from_paper(std::string_view typed, std::size_t length);

}  // namespace voordeur
