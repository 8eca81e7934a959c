// SPDX-License-Identifier: EUPL-1.2
#include "crypto/sealer.hpp"

#include <sodium.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

// Parts with their lengths, so that ("ab","c") and ("a","bc") differ.
std::string associated_data(SealContext const& context) {
    std::string data;
    for (auto const part : {context.table, context.column, context.row_id})
        data += std::to_string(part.size()) + ":" + std::string(part);
    return data;
}

}  // namespace

Sealer::Sealer(KeyRing const& ring, Random& random) : random_(random) {
    for (auto const& key : ring.keys())
        keys_.push_back({key.id, Secret<RingKeyTag>(KeyRing::subkey(key, "seal"))});
}

std::string Sealer::seal(SealContext const& context, std::string_view plain) const {
    auto const& key = keys_.front();
    auto const data = associated_data(context);
    auto const nonce = random_.bytes(nonce_bytes);
    std::string sealed(plain.size() + tag_bytes, '\0');
    unsigned long long length = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed), &length, bytes_of(plain), plain.size(),
                                               bytes_of(data), data.size(), nullptr, bytes_of(nonce),
                                               bytes_of(key.bytes.reveal()));
    return key.id + "." + to_base64url(nonce + sealed);
}

std::optional<std::string> Sealer::open(SealContext const& context, std::string_view sealed) const {
    auto const dot = sealed.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    auto const key = std::find_if(keys_.begin(), keys_.end(), [&](auto const& candidate) {
        return candidate.id == sealed.substr(0, dot);
    });
    auto const bytes = from_base64url(sealed.substr(dot + 1));
    if (key == keys_.end() || !bytes || bytes->size() < nonce_bytes + tag_bytes) return std::nullopt;
    auto const data = associated_data(context);
    std::string plain(bytes->size() - nonce_bytes - tag_bytes, '\0');
    unsigned long long length = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes_of(plain), &length, nullptr, bytes_of(*bytes) + nonce_bytes, bytes->size() - nonce_bytes,
            bytes_of(data), data.size(), bytes_of(*bytes), bytes_of(key->bytes.reveal())) != 0)
        return std::nullopt;
    return plain;
}

// How each purpose begins, with its key worked in: that is more than half of the work of a short text, and
// every page has a form token. There are as many purposes as the code has names for.
struct Mac::Begun {
    using State = crypto_auth_hmacsha256_state;

    ~Begun() {
        for (auto& [purpose, state] : states) sodium_memzero(&state, sizeof state);
    }
    State of(KeyRing::Key const& ring_key, std::string_view purpose) {
        std::lock_guard const lock(mutex);
        if (auto const known = states.find(purpose); known != states.end()) return known->second;
        auto const key = KeyRing::subkey(ring_key, "mac " + std::string(purpose));
        State state;
        crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
        return states.emplace(purpose, state).first->second;
    }

    std::mutex mutex;
    std::map<std::string, State, std::less<>> states;
};

Mac::Mac(KeyRing const& ring) : key_(ring.keys().back()), begun_(std::make_unique<Begun>()) {}

Mac::~Mac() = default;

std::string Mac::of(std::string_view purpose, std::string_view text) const {
    auto state = begun_->of(key_, purpose);
    std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
    crypto_auth_hmacsha256_final(&state, bytes_of(mac));
    sodium_memzero(&state, sizeof state);
    return to_hex(mac);
}

bool Mac::matches(std::string_view purpose, std::string_view text, std::string_view mac) const {
    return same_secret(of(purpose, text), mac);
}

}  // namespace voordeur
