// SPDX-License-Identifier: EUPL-1.2
#include "factors/passkeys/authenticator_data.hpp"

#include <cstddef>

namespace voordeur {
namespace {

constexpr std::size_t hash_bytes = 32;
constexpr std::size_t head_bytes = 37;
constexpr std::size_t aaguid_bytes = 16;
constexpr std::size_t id_length_bytes = 2;

enum Flag : std::uint8_t { up = 0x01, uv = 0x04, be = 0x08, bs = 0x10, at = 0x40, ed = 0x80 };

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (auto const each : bytes) number = number << 8U | static_cast<std::uint8_t>(each);
    return number;
}

std::optional<AttestedCredential> read_credential(std::string_view& rest) {
    if (rest.size() < aaguid_bytes + id_length_bytes) return std::nullopt;
    auto const aaguid = rest.substr(0, aaguid_bytes);
    auto const id_length = big_endian(rest.substr(aaguid_bytes, id_length_bytes));
    rest.remove_prefix(aaguid_bytes + id_length_bytes);
    if (rest.size() < id_length) return std::nullopt;
    auto const id = rest.substr(0, id_length);
    rest.remove_prefix(id_length);
    auto key = Cbor::read(rest);
    if (!key) return std::nullopt;
    auto const public_key = rest.substr(0, key->size);
    rest.remove_prefix(key->size);
    return AttestedCredential{aaguid, id, public_key, std::move(key->item)};
}

}  // namespace

std::optional<AuthenticatorData> read_authenticator_data(std::string_view bytes) {
    if (bytes.size() < head_bytes) return std::nullopt;
    auto const flags = static_cast<std::uint8_t>(bytes[hash_bytes]);
    auto const has = [&](Flag flag) { return (flags & flag) != 0; };
    AuthenticatorData data{.site_hash = bytes.substr(0, hash_bytes),
                           .flags = {has(up), has(uv), has(be), has(bs)},
                           .sign_count = big_endian(bytes.substr(hash_bytes + 1, 4)),
                           .credential = {}};
    auto rest = bytes.substr(head_bytes);
    if (has(at) && !(data.credential = read_credential(rest))) return std::nullopt;
    if (has(ed)) {
        auto const extensions = Cbor::read(rest);
        if (!extensions || extensions->item.map() == nullptr) return std::nullopt;
        rest.remove_prefix(extensions->size);
    }
    if (!rest.empty()) return std::nullopt;
    return data;
}

}  // namespace voordeur
