// SPDX-License-Identifier: EUPL-1.2
#include "base/escaping.hpp"

#include <algorithm>

namespace voordeur {
namespace {

bool is_markup(char character) {
    return character == '&' || character == '<' || character == '>' || character == '"' || character == '\'';
}

}  // namespace

std::string escaped_html(std::string_view text) {
    if (std::ranges::none_of(text, is_markup)) return std::string(text);
    std::string escaped;
    escaped.reserve(text.size());
    for (auto const character : text) switch (character) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += character;
        }
    return escaped;
}

std::string url_encoded(std::string_view text) {
    constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string encoded;
    for (auto const character : text) {
        if (kept.find(character) != std::string_view::npos) {
            encoded += character;
            continue;
        }
        auto const byte = static_cast<unsigned char>(character);
        encoded += '%';
        encoded += hex[byte >> 4];
        encoded += hex[byte & 15];
    }
    return encoded;
}

}  // namespace voordeur
