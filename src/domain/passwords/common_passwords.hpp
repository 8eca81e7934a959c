// SPDX-License-Identifier: EUPL-1.2
// What Dutch people choose when they are asked for a password, and how much of a password is no more than
// that. Norm: NIST SP 800-63B-4 section 3.1.1.2 (compare the whole password, keep the list short). Pure; safe
// from any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace voordeur {

// A password as guessing programs see it: one byte a character. Invisible characters are gone, full-width and
// accented Latin letters are plain ones, any other character is some byte above 0x7F.
std::string guessable(std::string_view utf8);

// guessable in lower case, without the spaces, dashes, dots, slashes, commas, underscores and apostrophes
// that people put between words.
std::string guessable_letters(std::string_view utf8);

// Lower case, ASCII, as they are written without separators.
std::span<std::string_view const> common_password_words();

// The cheapest way to put a password together from words, keyboard walks, years and single characters.
struct Explanation {
    // What the words leave over: 3 a letter, 2 a filler or walk of three, 1 a digit, sign or year, 0 when
    // repeated.
    int surprise = 0;
    std::size_t common_words = 0;  // different ones
    std::size_t own_letters = 0;   // how many characters are of own_words

    // So little is left that trying lists of words with the usual additions finds it.
    bool is_easy() const { return surprise <= 6 && common_words <= 2; }
};

// `text` comes from guessable_letters, as do `own_words`. Leet spellings (`w@chtw00rd`) count as the word.
Explanation explained(std::string_view text, std::span<std::string const> own_words);

// The length of what `text` repeats from begin to end, a cut last time included; its own length when it does
// not.
std::size_t repeated_length(std::string_view text);

// How many characters at the begin of `text` are `word`, in any leet spelling: all of it or 0.
std::size_t length_as(std::string_view word, std::string_view text);

// `text` comes from guessable_letters.
bool is_common_password(std::string_view text);

}  // namespace voordeur
