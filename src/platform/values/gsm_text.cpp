// SPDX-License-Identifier: EUPL-1.2
#include "values/gsm_text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace voordeur {
namespace {

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

// The letter without its accent, or what people write instead of a sign.
UChar32 replacement(UChar32 letter) {
    switch (letter) {
        case U'’':
        case U'‘':
            return U'\'';
        case U'“':
        case U'”':
            return U'"';
        case U'–':
        case U'—':
            return U'-';
        case 0xa0:
            return U' ';
        default:
            break;
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString parts;
    auto const* normalizer = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status) || !normalizer->getDecomposition(letter, parts)) return U'?';
    return is_in(one_place, parts.char32At(0)) ? parts.char32At(0) : U'?';
}

}  // namespace

std::string gsm_text(std::string_view text) {
    auto const letters = unicode(text);
    icu::UnicodeString result;
    for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
        auto const letter = letters.char32At(i);
        result.append(is_in(one_place, letter) || is_in(two_places, letter) ? letter : replacement(letter));
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

}  // namespace voordeur
