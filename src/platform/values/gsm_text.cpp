// SPDX-License-Identifier: EUPL-1.2
#include "values/gsm_text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>

namespace voordeur {
namespace {

constexpr std::size_t shortest_sms_sender = 3;
constexpr std::size_t longest_sms_sender = 11;
constexpr std::size_t longest_sms_sender_number = 15;

constexpr std::u32string_view one_place =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    U"abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view two_places = U"^{}\\[~]|€";

bool is_in(std::u32string_view letters, UChar32 letter) {
    return letters.find(static_cast<char32_t>(letter)) != std::u32string_view::npos;
}

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

// A letter and an accent that stands apart, as some keyboards write it, as one.
icu::UnicodeString composed(icu::UnicodeString const& text) {
    UErrorCode status = U_ZERO_ERROR;
    auto const* normalizer = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return text;
    auto const whole = normalizer->normalize(text, status);
    return U_SUCCESS(status) ? whole : text;
}

struct Spelling {
    std::u32string_view letters;
    char const* instead;
};
// What has no accent to lose: how people write it where it is missing.
constexpr Spelling spellings[] = {
    {U"ıɪ", "i"},
    {U"łƚ", "l"},
    {U"ŁȽ", "L"},
    {U"đðɖ", "d"},
    {U"ĐÐƉ", "D"},
    {U"ħ", "h"},
    {U"Ħ", "H"},
    {U"ŧ", "t"},
    {U"Ŧ", "T"},
    {U"ŋ", "n"},
    {U"Ŋ", "N"},
    {U"ĸ", "k"},
    {U"ſ", "s"},
    {U"ƒ", "f"},
    {U"ə", "e"},
    {U"Ə", "E"},
    {U"ƶ", "z"},
    {U"Ƶ", "Z"},
    {U"ŀ", "l"},
    {U"Ŀ", "L"},
    {U"þ", "th"},
    {U"Þ", "Th"},
    {U"œ", "oe"},
    {U"Œ", "OE"},
    {U"ĳ", "ij"},
    {U"Ĳ", "IJ"},
    {U"ŉ", "'n"},
    {U"ẞ", "ß"},
    {U"…", "..."},
    {U"×", "x"},
    {U"‐‑‒–—―−⁃•·", "-"},
    {U"’‘‚‛ʼʹ′‹›´`ʻ", "'"},
    {U"“”„‟″«»", "\""},
    {U"\u00a0\u2009\u202f\u2002\u2003\u2007\u2008\u200a\u3000\t", " "},
    {U"©", "(c)"},
    {U"®", "(R)"},
    {U"\u00ad\u200b\u2060\ufeff", ""},
    {U"µ", "u"},
    {U"\u2044", "/"},
    {U"ª", "a"},
    {U"º", "o"},
};

std::optional<icu::UnicodeString> spelled_out(UChar32 letter) {
    for (auto const& spelling : spellings)
        if (is_in(spelling.letters, letter)) return unicode(spelling.instead);
    return std::nullopt;
}

// The letter without its accent, or as people write it; "?": neither is there.
icu::UnicodeString replacement(UChar32 letter) {
    if (auto const spelled = spelled_out(letter)) return *spelled;
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString parts, kept;
    auto const* normalizer = icu::Normalizer2::getNFKDInstance(status);
    if (U_SUCCESS(status) && normalizer->getDecomposition(letter, parts))
        for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
            auto const part = parts.char32At(i);
            if (is_in(one_place, part) || is_in(two_places, part))
                kept.append(part);
            else if (auto const spelled = spelled_out(part))
                kept.append(*spelled);
        }
    return kept.isEmpty() ? icu::UnicodeString(u'?') : kept;
}

std::string without_accents(std::string_view name) {
    UErrorCode status = U_ZERO_ERROR;
    auto const* normalizer = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) return std::string(name);
    auto const apart = normalizer->normalize(unicode(name), status);
    icu::UnicodeString plain;
    for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        auto const letter = apart.char32At(i);
        if (u_getCombiningClass(letter) == 0) plain.append(letter);
    }
    std::string utf8;
    return plain.toUTF8String(utf8);
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

// What every gateway takes in a sender's name.
bool is_sender_letter(char letter) {
    return is_digit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           letter == ' ' || letter == '.' || letter == '-' || letter == '&' || letter == '\'';
}

bool is_accent(UChar32 letter) {
    return u_getCombiningClass(letter) != 0;
}

}  // namespace

std::string gsm_text(std::string_view text) {
    auto const letters = composed(unicode(text));
    icu::UnicodeString result;
    for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
        auto const letter = letters.char32At(i);
        if (is_in(one_place, letter) || is_in(two_places, letter))
            result.append(letter);
        else if (!is_accent(letter))
            result.append(replacement(letter));
    }
    std::string utf8;
    return result.toUTF8String(utf8);
}

std::size_t gsm_length(std::string_view text) {
    auto const letters = unicode(text);
    std::size_t length = 0;
    for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1))
        length += is_in(two_places, letters.char32At(i)) ? 2 : 1;
    return length;
}

std::string sms_sender_from(std::string_view name) {
    // Every page asks; most names are plain.
    auto const is_plain = std::all_of(name.begin(), name.end(), is_sender_letter);
    auto const plain = is_plain ? std::string(name) : gsm_text(without_accents(name));
    std::string letters;
    for (auto const letter : plain)
        if (is_sender_letter(letter) && (letter != ' ' || (!letters.empty() && letters.back() != ' ')))
            letters += letter;
    // "Huisartsenpraktijk De Linde" is known by its end.
    auto const first = std::min(letters.find(' '), letters.size());
    if (first > longest_sms_sender && first < letters.size()) return sms_sender_from(letters.substr(first));
    if (letters.size() > longest_sms_sender) {
        auto const space = letters.rfind(' ', longest_sms_sender);
        letters.resize(space == std::string::npos ? longest_sms_sender : space);
    }
    while (letters.ends_with(' ')) letters.pop_back();
    return letters;
}

bool is_sms_sender(std::string_view text) {
    auto const digits = text.substr(text.starts_with('+') ? 1 : 0);
    if (std::all_of(digits.begin(), digits.end(), is_digit))
        return digits.size() >= shortest_sms_sender && digits.size() <= longest_sms_sender_number;
    return text.size() >= shortest_sms_sender && text.size() <= longest_sms_sender &&
           std::all_of(text.begin(), text.end(), is_sender_letter) && !text.starts_with(' ') &&
           !text.ends_with(' ');
}

}  // namespace voordeur
