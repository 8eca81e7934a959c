// SPDX-License-Identifier: EUPL-1.2
#include "crypto/key_ring.hpp"

#include <sodium.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "base/files.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view first_line = "voordeur key ring 1";
constexpr std::size_t key_bytes = 32;

[[noreturn]] void refuse(std::filesystem::path const& file, std::string const& why) {
    throw std::runtime_error("The key ring " + file.string() + " " + why);
}

}  // namespace

KeyRing KeyRing::generate(Random& random) {
    return KeyRing({Key{to_hex(random.bytes(4)), Secret<RingKeyTag>(random.bytes(key_bytes))}});
}

KeyRing KeyRing::load(std::filesystem::path const& file) {
    struct stat status = {};
    if (stat(file.c_str(), &status) != 0) refuse(file, "is missing: restore it from the backup.");
    if ((status.st_mode & 077) != 0) refuse(file, "can be read by others: run chmod 600 on it.");
    std::ifstream stream(file);
    std::string line;
    if (!std::getline(stream, line) || line != first_line)
        refuse(file, "is damaged: restore it from the backup.");
    std::vector<Key> keys;
    while (std::getline(stream, line)) {
        std::istringstream words(line);
        std::string kind, id, text;
        words >> kind >> id >> text;
        auto bytes = from_base64url(text);
        if (kind != "key" || id.size() != 8 || !bytes || bytes->size() != key_bytes)
            refuse(file, "is damaged: restore it from the backup.");
        keys.push_back({id, Secret<RingKeyTag>(std::move(*bytes))});
    }
    if (keys.empty()) refuse(file, "is damaged: restore it from the backup.");
    return KeyRing(std::move(keys));
}

bool KeyRing::save(std::filesystem::path const& file) const {
    auto text = std::string(first_line) + "\n";
    for (auto const& key : keys_) text += "key " + key.id + " " + to_base64url(key.bytes.reveal()) + "\n";
    try {
        auto const is_new = save_new_file(file, text);
        sodium_memzero(text.data(), text.size());
        return is_new;
    } catch (std::system_error const& error) {
        refuse(file, "cannot be made: " + error.code().message());
    }
}

std::string KeyRing::subkey(Key const& key, std::string_view purpose) {
    std::string derived(key_bytes, '\0');
    auto const& master = key.bytes.reveal();
    crypto_generichash(reinterpret_cast<unsigned char*>(derived.data()), derived.size(),
                       reinterpret_cast<unsigned char const*>(purpose.data()), purpose.size(),
                       reinterpret_cast<unsigned char const*>(master.data()), master.size());
    return derived;
}

// The oldest key: rotation puts newer ones before it, and the ring stays the ring of this database.
std::string KeyRing::check_value() const {
    return to_hex(subkey(keys_.back(), "check value"));
}

std::string KeyRing::check_values() const {
    std::string all;
    for (auto const& key : keys_)
        all += (all.empty() ? "" : " ") + key.id + ":" + to_hex(subkey(key, "check value"));
    return all;
}

}  // namespace voordeur
