// SPDX-License-Identifier: EUPL-1.2
#include "values/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace voordeur {
namespace {

constexpr UChar32 bad_bytes = 0xFFFD;

// U8_NEXT narrows an int inside.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
// Calls `use(code_point)` for each; negative means bytes that are not UTF-8.
template <class Use>
void for_each_code_point(std::string_view text, Use use) {
    auto const length = static_cast<std::int64_t>(text.size());
    std::int64_t position = 0;
    while (position < length) {
        UChar32 code_point = 0;
        U8_NEXT(text.data(), position, length, code_point);
        use(code_point);
    }
}
#pragma GCC diagnostic pop

void append(std::string& text, UChar32 code_point) {
    char buffer[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(buffer, length, code_point);
    text.append(buffer, length);
}

bool is_invisible(UChar32 code_point) {
    return u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
           u_charType(code_point) == U_FORMAT_CHAR;
}

UChar32 plainly_shown(UChar32 code_point) {
    constexpr UChar32 full_width_first = 0xFF01, full_width_last = 0xFF5E, full_width_shift = 0xFEE0;
    if (code_point < 0) return bad_bytes;
    if (code_point == '\t' || u_charType(code_point) == U_SPACE_SEPARATOR) return ' ';
    if (code_point >= full_width_first && code_point <= full_width_last) return code_point - full_width_shift;
    return code_point;
}

UChar32 plainly_typed(UChar32 code_point) {
    constexpr UChar32 fraction_slash = 0x2044, division_slash = 0x2215;
    if (code_point == fraction_slash || code_point == division_slash) return '/';
    constexpr UChar32 minus_sign = 0x2212, left_apostrophe = 0x2018, right_apostrophe = 0x2019;
    if (u_charType(code_point) == U_DASH_PUNCTUATION || code_point == minus_sign) return '-';
    if (code_point == left_apostrophe || code_point == right_apostrophe) return '\'';
    auto const digit = u_charDigitValue(code_point);
    return digit >= 0 ? '0' + digit : code_point;
}

// Most of what is typed: it is what it looks like.
bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char character) { return character >= ' ' && character <= '~'; });
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view white_space = " \t\n\v\f\r";
    auto const first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(white_space) - first + 1));
}

void require_success(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

}  // namespace

bool is_valid_utf8_without_nul(std::string_view text) {
    auto valid = true;
    for_each_code_point(text, [&](UChar32 code_point) { valid = valid && code_point > 0; });
    return valid;
}

std::string trimmed_visible(std::string_view typed) {
    if (is_plain(typed)) return trimmed(typed);
    std::string visible;
    for_each_code_point(typed, [&](UChar32 code_point) {
        auto const shown = plainly_shown(code_point);
        if (!is_invisible(shown)) append(visible, shown);
    });
    return trimmed(visible);
}

std::string plain_typed(std::string_view typed) {
    if (is_plain(typed)) return trimmed(typed);
    std::string plain;
    for_each_code_point(trimmed_visible(typed),
                        [&](UChar32 code_point) { append(plain, plainly_typed(code_point)); });
    return plain;
}

std::string without_separators(std::string_view typed) {
    auto text = plain_typed(typed);
    std::erase_if(text,
                  [](char character) { return character == ' ' || character == '-' || character == '.'; });
    return text;
}

std::string_view without_label(std::string_view text) {
    auto const colon = text.find(':');
    auto const label = text.substr(0, colon);
    auto const is_word = [](char character) {
        return is_ascii_letter(character) || character == ' ' || character == '-';
    };
    if (colon == std::string_view::npos || !std::ranges::all_of(label, is_word)) return text;
    return text.substr(colon + 1);
}

std::string nfc(std::string_view text) {
    auto status = U_ZERO_ERROR;
    auto const* const normalizer = icu::Normalizer2::getNFCInstance(status);
    require_success(status);
    std::string normalised;
    icu::StringByteSink<std::string> sink(&normalised);
    normalizer->normalizeUTF8(0, piece(text), sink, nullptr, status);
    require_success(status);
    return normalised;
}

std::string folded(std::string_view text) {
    auto status = U_ZERO_ERROR;
    std::string result;
    icu::StringByteSink<std::string> sink(&result);
    icu::CaseMap::utf8Fold(0, piece(text), sink, nullptr, status);
    require_success(status);
    return result;
}

std::string ascii_lower(std::string text) {
    for (auto& character : text) {
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
    }
    return text;
}

std::string ascii_upper(std::string text) {
    for (auto& character : text) {
        if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 'a' + 'A');
    }
    return text;
}

bool is_ascii_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_ascii_letter(char character) {
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

bool is_all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_ascii_digit);
}

std::string first_line(std::string_view text) {
    return std::string(text.substr(0, text.find('\n')));
}

std::size_t code_point_count(std::string_view text) {
    std::size_t count = 0;
    for_each_code_point(text, [&](UChar32) { ++count; });
    return count;
}

bool has_noncharacter(std::string_view text) {
    bool found = false;
    for_each_code_point(text, [&](UChar32 code_point) { found = found || U_IS_UNICODE_NONCHAR(code_point); });
    return found;
}

}  // namespace voordeur
