// SPDX-License-Identifier: EUPL-1.2
#include "crypto/key_ring.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view first_line = "voordeur key ring 1";
constexpr std::size_t key_bytes = 32;

[[noreturn]] void refuse(std::filesystem::path const& file, std::string const& why) {
    throw std::runtime_error("The key ring " + file.string() + " " + why);
}

void write_all(int descriptor, std::string_view text, std::filesystem::path const& file) {
    while (!text.empty()) {
        auto const written = write(descriptor, text.data(), text.size());
        if (written < 0 && errno != EINTR)
            refuse(file, std::string("cannot be written: ") + std::strerror(errno));
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void sync_folder(std::filesystem::path const& folder) {
    auto const descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    close(descriptor);
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

void KeyRing::save(std::filesystem::path const& file) const {
    auto const descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) refuse(file, std::string("cannot be made: ") + std::strerror(errno));
    auto text = std::string(first_line) + "\n";
    for (auto const& key : keys_) text += "key " + key.id + " " + to_base64url(key.bytes.reveal()) + "\n";
    write_all(descriptor, text, file);
    sodium_memzero(text.data(), text.size());
    auto const synced = fsync(descriptor) == 0;
    close(descriptor);
    if (!synced) refuse(file, std::string("cannot be written: ") + std::strerror(errno));
    sync_folder(file.parent_path());
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

}  // namespace voordeur
