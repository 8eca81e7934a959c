// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace voordeur {

// `text` in the letters of an SMS (GSM 03.38, basic table): what is not among them loses its accent ("Şeyma"
// → "Seyma"), is spelled out ("œ" → "oe", "…" → "...") or becomes "?". One other letter would cut the room
// from 160 characters to 70.
std::string gsm_text(std::string_view text);

// How much of the 160 places a text from gsm_text() takes; [ ] { } ~ ^ | \ and € take two.
std::size_t gsm_length(std::string_view text);

// A name as the sender of an SMS: plain letters, as many whole words as go into 11. A first word
// that is longer is left out, and cut where it is alone. Empty where it has no such letters.
std::string sms_sender_from(std::string_view name);

// What networks take as a sender: 3 to 11 plain letters and digits, or a number of 3 to 15 digits.
bool is_sms_sender(std::string_view text);

}  // namespace voordeur
