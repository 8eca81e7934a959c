// SPDX-License-Identifier: EUPL-1.2
#include "web/form.hpp"

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t most_fields = 64;

int hex_digit(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
}

// A "%" that is not followed by two hex digits stays as it is, as browsers do.
std::string decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            result += ' ';
        } else if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                   hex_digit(text[i + 2]) >= 0) {
            result += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace

std::optional<Form> Form::parse(std::string_view encoded) {
    Form form;
    while (!encoded.empty()) {
        auto const end = encoded.find('&');
        auto const pair = encoded.substr(0, end);
        encoded.remove_prefix(end == std::string_view::npos ? encoded.size() : end + 1);
        if (pair.empty()) continue;
        auto const equals = pair.find('=');
        auto name = decoded(pair.substr(0, equals));
        auto value = equals == std::string_view::npos ? std::string() : decoded(pair.substr(equals + 1));
        if (!is_valid_utf8_without_nul(name) || !is_valid_utf8_without_nul(value)) return std::nullopt;
        if (!form.fields_.emplace(std::move(name), std::move(value)).second) return std::nullopt;
        if (form.fields_.size() > most_fields) return std::nullopt;
    }
    return form;
}

std::string const& Form::text(std::string_view name) const {
    static std::string const empty;
    auto const found = fields_.find(name);
    return found == fields_.end() ? empty : found->second;
}

}  // namespace voordeur
