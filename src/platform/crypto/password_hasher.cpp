// SPDX-License-Identifier: EUPL-1.2
#include "crypto/password_hasher.hpp"

#include <argon2.h>
#include <sodium.h>

#include <algorithm>

#include "base/log.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr HashingCost least{8, 1};  // of Argon2id itself

std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::size_t memory_bytes(HashingCost const& cost) {
    return std::size_t{cost.memory_kib} * 1024;
}

// In the form of an encoded hash, without the time to make one: no password has random bytes as its hash.
std::string hash_of_nobody(HashingCost const& cost) {
    EncodedHash const nobody{cost, random_bytes(EncodedHash::salt_bytes),
                             random_bytes(EncodedHash::tag_bytes)};
    return nobody.text();
}

// The library changes neither: its flags that would wipe them are not set.
std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
}

}  // namespace

class PasswordHasher::Slot {
  public:
    explicit Slot(PasswordHasher& hasher)
        : hasher_(hasher), memory_(hasher.memory_.take()), began_(Clock::now()) {}
    ~Slot() {
        if (!memory_) return;
        hasher_.nanoseconds_ += std::chrono::nanoseconds(Clock::now() - began_).count();
        hasher_.memory_.give_back(std::move(*memory_));
    }
    Slot(Slot const&) = delete;
    Slot& operator=(Slot const&) = delete;
    explicit operator bool() const { return memory_.has_value(); }
    HashMemory const& memory() const { return *memory_; }

  private:
    using Clock = std::chrono::steady_clock;
    PasswordHasher& hasher_;
    std::optional<HashMemory> memory_;
    Clock::time_point began_;
};

PasswordHasher::PasswordHasher(HashingCost cost, HashingGate gate)
    : cost_(cost),
      build_(fastest_build(processor_features())),
      nobody_(hash_of_nobody(cost)),
      memory_(gate, memory_bytes(cost)) {}

std::string PasswordHasher::tag_of(std::string_view secret, EncodedHash const& hash,
                                   HashMemory const& kept) const {
    std::string tag(EncodedHash::tag_bytes, '\0');
    argon2_context context{};
    context.out = bytes_of(tag);
    context.outlen = EncodedHash::tag_bytes;
    context.pwd = bytes_of(secret);
    context.pwdlen = static_cast<std::uint32_t>(secret.size());
    context.salt = bytes_of(hash.salt);
    context.saltlen = EncodedHash::salt_bytes;
    context.m_cost = hash.cost.memory_kib;
    context.t_cost = hash.cost.passes;
    context.lanes = 1;
    context.threads = 1;
    context.version = ARGON2_VERSION_13;
    if (hash.cost.memory_kib <= cost_.memory_kib)
        argon2id(context, build_, kept.bytes());
    else
        argon2id(context, build_, HashMemory(memory_bytes(hash.cost)).bytes());
    return tag;
}

std::optional<std::string> PasswordHasher::hash(std::string_view secret) {
    Slot const slot(*this);
    if (!slot) return std::nullopt;
    ++done_;
    EncodedHash hash{cost_, random_bytes(EncodedHash::salt_bytes), ""};
    hash.tag = tag_of(secret, hash, slot.memory());
    return hash.text();
}

bool PasswordHasher::is_affordable(HashingCost const& cost) const {
    auto const within = [](std::uint32_t value, std::uint32_t low, std::uint32_t high) {
        return low <= value && value <= high;
    };
    auto const& most = most_of_what_is_stored;
    return within(cost.memory_kib, least.memory_kib, std::max(cost_.memory_kib, most.memory_kib)) &&
           within(cost.passes, least.passes, std::max(cost_.passes, most.passes));
}

std::optional<bool> PasswordHasher::verify(std::string const& encoded, std::string_view secret) {
    Slot const slot(*this);
    if (!slot) return std::nullopt;
    ++done_;
    auto const stored = EncodedHash::parse(encoded);
    if (!stored || !is_affordable(stored->cost)) {
        log_error("stored_hash_refused", {{"why", stored ? "cost" : "form"}});
        return false;
    }
    return same_secret(stored->tag, tag_of(secret, *stored, slot.memory()));
}

bool PasswordHasher::needs_rehash(std::string const& encoded) const {
    auto const stored = EncodedHash::parse(encoded);
    return !stored || stored->cost != cost_;
}

}  // namespace voordeur
