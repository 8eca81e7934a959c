// SPDX-License-Identifier: EUPL-1.2
#include "passwords/listed_passwords.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

// Sorted; in listed_passwords.S.
extern "C" std::uint32_t const voordeur_listed_passwords[];
extern "C" std::uint32_t const voordeur_listed_passwords_end[];

namespace voordeur {
namespace {

std::span<std::uint32_t const> list() {
    return {voordeur_listed_passwords, voordeur_listed_passwords_end};
}

// FNV-1a of 32 bits (draft-eastlake-fnv), as in tools/build_listed_passwords.mjs.
std::uint32_t hash_of(std::string_view text) {
    std::uint32_t hash = 0x811c9dc5;
    for (auto const character : text) hash = (hash ^ static_cast<unsigned char>(character)) * 0x01000193U;
    return hash;
}

}  // namespace

bool is_listed_password(std::string_view text) {
    return std::ranges::binary_search(list(), hash_of(text));
}

std::size_t listed_password_count() {
    return list().size();
}

}  // namespace voordeur
