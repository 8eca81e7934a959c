// SPDX-License-Identifier: EUPL-1.2
// libsodium has no SHA-1, for good reasons; OpenSSL's would cost the server 3 MiB.
#include "crypto/sha1.hpp"

#include <fmt/format.h>

#include <boost/uuid/detail/sha1.hpp>

namespace voordeur {
namespace {

constexpr std::size_t block_bytes = 64;

std::string sha1(std::string_view text) {
    boost::uuids::detail::sha1 sha1;
    sha1.process_bytes(text.data(), text.size());
    boost::uuids::detail::sha1::digest_type words;
    sha1.get_digest(words);
    std::string bytes;
    for (auto const word : words)
        for (int const shift : {24, 16, 8, 0}) bytes += static_cast<char>(word >> shift & 0xFF);
    return bytes;
}

std::string each_xor(std::string text, char mask) {
    for (auto& character : text) character = static_cast<char>(character ^ mask);
    return text;
}

}  // namespace

std::string sha1_hex(std::string_view text) {
    std::string hex;
    for (auto const byte : sha1(text)) hex += fmt::format("{:02X}", static_cast<unsigned char>(byte));
    return hex;
}

std::string hmac_sha1(std::string_view key, std::string_view text) {
    auto block = key.size() > block_bytes ? sha1(key) : std::string(key);
    block.resize(block_bytes, '\0');
    return sha1(each_xor(block, 0x5C) + sha1(each_xor(block, 0x36).append(text)));
}

}  // namespace voordeur
