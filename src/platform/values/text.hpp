// SPDX-License-Identifier: EUPL-1.2
// Text as people type and paste it, made plain enough to be read. Everything here is UTF-8 in and UTF-8 out,
// pure, and safe from any thread. Bad bytes become U+FFFD, which no parser of this folder accepts. The
// functions that normalise throw std::runtime_error when ICU has no data, which is a broken installation.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace voordeur {

// What a form value must be before anything else looks at it.
bool is_valid_utf8_without_nul(std::string_view text);

// Without what cannot be seen (zero-width characters, byte order and direction marks, soft hyphens), every
// kind of space and the tab as ' ', full-width letters, digits and signs as ASCII, and no white space at
// either end. A line break in the middle stays: it is for the caller to refuse.
std::string trimmed_visible(std::string_view typed);

// For codes, dates and numbers: trimmed_visible, and also digits of any script as 0-9, every kind of dash as
// '-', of slash as '/', and curly apostrophes as '\''.
std::string plain_typed(std::string_view typed);

// plain_typed without the spaces, dashes and dots that people put between groups.
std::string without_separators(std::string_view typed);

// Without the words and the colon that stand before a value where it was copied: "Klantnummer: 123".
std::string_view without_label(std::string_view text);

// Unicode normalisation form C.
std::string nfc(std::string_view text);

// Full case folding: two spellings that differ in case only become the same text. Not for showing.
std::string folded(std::string_view text);

// ASCII letters only; the rest stays.
std::string ascii_lower(std::string text);
std::string ascii_upper(std::string text);

bool is_ascii_digit(char character);
bool is_ascii_letter(char character);
// Not empty, and nothing but 0-9.
bool is_all_digits(std::string_view text);

// Without what breaks it from the second; the whole text when there is one line.
std::string first_line(std::string_view text);

// How many Unicode code points `text` has; a bad byte counts as one.
std::size_t code_point_count(std::string_view text);

// What Unicode sets apart for use inside programs, U+FFFE for example: nothing can print it.
bool has_noncharacter(std::string_view text);

}  // namespace voordeur
