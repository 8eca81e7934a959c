// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace voordeur {

// `text` in the letters of an SMS (GSM 03.38, basic table): what is not among them loses its accent ("Şeyma"
// → "Seyma") or becomes "?". One other letter would cut the room from 160 characters to 70.
std::string gsm_text(std::string_view text);

// How much of the 160 places a text from gsm_text() takes; [ ] { } ~ ^ | \ and € take two.
std::size_t gsm_length(std::string_view text);

}  // namespace voordeur
