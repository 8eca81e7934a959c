// SPDX-License-Identifier: EUPL-1.2
#include "crypto/sealed_box.hpp"

#include <sodium.h>

#include <stdexcept>
#include <system_error>

#include "base/files.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view first_line = "voordeur opening key 1\n";
constexpr std::size_t key_bytes = crypto_box_SECRETKEYBYTES;
static_assert(crypto_box_PUBLICKEYBYTES == key_bytes);

unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}
unsigned char const* raw(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

[[noreturn]] void refuse(std::filesystem::path const& file, std::string const& why) {
    throw std::runtime_error("The opening key " + file.string() + " " + why);
}

}  // namespace

std::optional<SealingKey> SealingKey::parse(std::string_view text) {
    std::string bytes(key_bytes, '\0');
    if (text.size() != 2 * key_bytes || text.find_first_not_of("0123456789abcdef") != text.npos)
        return std::nullopt;
    sodium_hex2bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, nullptr, nullptr);
    return SealingKey(std::move(bytes));
}

std::string SealingKey::text() const {
    return to_hex(bytes_);
}

std::string SealingKey::seal(std::string_view plain) const {
    std::string sealed(plain.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(raw(sealed), raw(plain), plain.size(), raw(std::string_view(bytes_))) != 0)
        throw std::runtime_error("policy.sealed_persons_key is no key that can seal.");
    return to_base64url(sealed);
}

OpeningKey OpeningKey::generate(Random& random) {
    return OpeningKey(Secret<OpeningKeyTag>(random.bytes(key_bytes)));
}

OpeningKey OpeningKey::load(std::filesystem::path const& file) {
    if (!is_there(file)) refuse(file, "is missing.");
    if (is_open_to_others(file)) refuse(file, "can be read by others: run chmod 600 on it.");
    auto text = file_text(file).value_or("");
    auto const begins = text.starts_with(first_line);
    auto const line =
        begins ? text.substr(first_line.size(), text.find('\n', first_line.size()) - first_line.size())
               : std::string();
    auto bytes = from_base64url(line);
    sodium_memzero(text.data(), text.size());
    if (!bytes || bytes->size() != key_bytes) refuse(file, "is damaged, or something else.");
    return OpeningKey(Secret<OpeningKeyTag>(std::move(*bytes)));
}

bool OpeningKey::save(std::filesystem::path const& file) const {
    auto text = std::string(first_line) + to_base64url(bytes_.reveal()) + "\n";
    try {
        auto const is_new = save_new_file(file, text);
        sodium_memzero(text.data(), text.size());
        return is_new;
    } catch (std::system_error const& error) {
        refuse(file, "cannot be made: " + error.code().message());
    }
}

SealingKey OpeningKey::sealing_key() const {
    std::string bytes(key_bytes, '\0');
    crypto_scalarmult_base(raw(bytes), raw(std::string_view(bytes_.reveal())));
    return SealingKey(std::move(bytes));
}

std::optional<std::string> OpeningKey::open(std::string_view sealed) const {
    auto const bytes = from_base64url(sealed);
    if (!bytes || bytes->size() < crypto_box_SEALBYTES) return std::nullopt;
    std::string plain(bytes->size() - crypto_box_SEALBYTES, '\0');
    auto const sealing = sealing_key();
    if (crypto_box_seal_open(raw(plain), raw(std::string_view(*bytes)), bytes->size(),
                             raw(std::string_view(sealing.bytes_)),
                             raw(std::string_view(bytes_.reveal()))) != 0)
        return std::nullopt;
    return plain;
}

}  // namespace voordeur
