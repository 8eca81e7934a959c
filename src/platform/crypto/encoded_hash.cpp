// SPDX-License-Identifier: EUPL-1.2
#include "crypto/encoded_hash.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

namespace voordeur {
namespace {

constexpr int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
constexpr std::size_t salt_characters = (EncodedHash::salt_bytes * 4 + 2) / 3;
constexpr std::size_t tag_characters = (EncodedHash::tag_bytes * 4 + 2) / 3;

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()),
                      bytes.size(), variant);
    text.pop_back();
    return text;
}

std::string from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
                      nullptr, &length, nullptr, variant);
    bytes.resize(length);
    return bytes;
}

std::uint32_t number_after(std::string_view label, std::string_view text) {
    auto const at = text.find(label);
    if (at == std::string_view::npos) return 0;
    std::uint32_t number = 0;
    std::from_chars(text.data() + at + label.size(), text.data() + text.size(), number);
    return number;
}

}  // namespace

std::string EncodedHash::text() const {
    return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", cost.memory_kib, cost.passes, base64(salt),
                       base64(tag));
}

std::optional<EncodedHash> EncodedHash::parse(std::string_view text) {
    if (text.size() <= salt_characters + tag_characters) return std::nullopt;
    auto const tag_at = text.size() - tag_characters;
    auto const salt_at = tag_at - 1 - salt_characters;
    EncodedHash hash{.cost = {number_after("$m=", text), number_after(",t=", text)},
                     .salt = from_base64(text.substr(salt_at, salt_characters)),
                     .tag = from_base64(text.substr(tag_at))};
    if (hash.salt.size() != salt_bytes || hash.tag.size() != tag_bytes) return std::nullopt;
    // Read generously; this is what refuses.
    if (hash.text() != text) return std::nullopt;
    return hash;
}

}  // namespace voordeur
