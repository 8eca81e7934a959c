// SPDX-License-Identifier: EUPL-1.2
#include "crypto/password_hasher.hpp"

#include <sodium.h>

#include <array>
#include <new>

namespace voordeur {
namespace {

std::string base64(std::array<unsigned char, 32> const& bytes, std::size_t size) {
    char text[sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_ORIGINAL_NO_PADDING)];
    return sodium_bin2base64(text, sizeof text, bytes.data(), size,
                             sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

// In the form of an encoded hash, without the time to make one: no password has random bytes as its hash.
std::string hash_of_nobody(HashingCost const& cost) {
    std::array<unsigned char, 32> salt, hash;
    randombytes_buf(salt.data(), salt.size());
    randombytes_buf(hash.data(), hash.size());
    return "$argon2id$v=19$m=" + std::to_string(cost.memory_kib) + ",t=" + std::to_string(cost.passes) +
           ",p=1$" + base64(salt, crypto_pwhash_SALTBYTES) + "$" + base64(hash, hash.size());
}

}  // namespace

class PasswordHasher::Slot {
  public:
    explicit Slot(PasswordHasher& hasher) : hasher_(hasher), entered_(hasher.enter()), began_(Clock::now()) {}
    ~Slot() {
        if (!entered_) return;
        hasher_.nanoseconds_ += std::chrono::nanoseconds(Clock::now() - began_).count();
        hasher_.leave();
    }
    Slot(Slot const&) = delete;
    Slot& operator=(Slot const&) = delete;
    explicit operator bool() const { return entered_; }

  private:
    using Clock = std::chrono::steady_clock;
    PasswordHasher& hasher_;
    bool entered_;
    Clock::time_point began_;
};

PasswordHasher::PasswordHasher(HashingCost cost, HashingGate gate)
    : cost_(cost), gate_(gate), nobody_(hash_of_nobody(cost)) {}

bool PasswordHasher::enter() {
    std::unique_lock lock(mutex_);
    if (running_ >= gate_.slots) {
        if (waiting_ >= gate_.queue) return false;
        ++waiting_;
        auto const free = left_.wait_for(lock, gate_.longest_wait, [&] { return running_ < gate_.slots; });
        --waiting_;
        if (!free) return false;
    }
    ++running_;
    return true;
}

void PasswordHasher::leave() {
    {
        std::lock_guard const lock(mutex_);
        --running_;
    }
    left_.notify_one();
}

std::string PasswordHasher::encode(std::string_view secret) const {
    char encoded[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(encoded, secret.data(), secret.size(), cost_.passes, cost_.memory_kib * 1024,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return encoded;
}

std::optional<std::string> PasswordHasher::hash(std::string_view secret) {
    Slot const slot(*this);
    if (!slot) return std::nullopt;
    ++done_;
    return encode(secret);
}

std::optional<bool> PasswordHasher::verify(std::string const& encoded, std::string_view secret) {
    Slot const slot(*this);
    if (!slot) return std::nullopt;
    ++done_;
    return crypto_pwhash_str_verify(encoded.c_str(), secret.data(), secret.size()) == 0;
}

bool PasswordHasher::needs_rehash(std::string const& encoded) const {
    return crypto_pwhash_str_needs_rehash(encoded.c_str(), cost_.passes, cost_.memory_kib * 1024) != 0;
}

}  // namespace voordeur
