// SPDX-License-Identifier: EUPL-1.2
#include "crypto/signature_module.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>
#include <utility>

namespace voordeur {
namespace {

template <auto function>
struct Free {
    template <class Type>
    void operator()(Type* owned) const {
        function(owned);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;

constexpr std::size_t p256_bytes = 32;
constexpr std::size_t ed25519_bytes = 32;
constexpr int least_rsa_bits = 2048;
constexpr int most_rsa_bits = 8192;
constexpr std::size_t most_exponent_bytes = 4;

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

Number number_of(std::string_view bytes) {
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

// Null when OpenSSL refuses: a point that is not on its curve, for one.
Key key_from(char const* kind, OSSL_PARAM_BLD* builder) {
    Params const params(OSSL_PARAM_BLD_to_param(builder));
    KeyContext const context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* made = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return Key(made);
}

Key key_of(P256Key const& key) {
    if (key.x.size() != p256_bytes || key.y.size() != p256_bytes) return nullptr;
    auto const point = "\x04" + key.x + key.y;
    Builder const builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    auto made = key_from("EC", builder.get());
    if (!made) return nullptr;
    KeyContext const context(EVP_PKEY_CTX_new_from_pkey(nullptr, made.get(), nullptr));
    return EVP_PKEY_public_check(context.get()) == 1 ? std::move(made) : nullptr;
}

Key key_of(RsaKey const& key) {
    if (key.modulus.empty() || key.modulus.size() * 8 > most_rsa_bits || key.exponent.empty() ||
        key.exponent.size() > most_exponent_bytes)
        return nullptr;
    auto const modulus = number_of(key.modulus), exponent = number_of(key.exponent);
    if (BN_num_bits(modulus.get()) < least_rsa_bits || BN_is_odd(modulus.get()) == 0 ||
        BN_is_odd(exponent.get()) == 0 || BN_is_one(exponent.get()) == 1)
        return nullptr;
    Builder const builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    return key_from("RSA", builder.get());
}

Key key_of(Ed25519Key const& key) {
    if (key.x.size() != ed25519_bytes) return nullptr;
    return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(key.x), key.x.size()));
}

Key openssl_key_of(PublicKey const& key) {
    return std::visit([](auto const& each) { return key_of(each); }, key);
}

std::runtime_error failed(std::string const& what) {
    return std::runtime_error("OpenSSL could not " + what + ".");
}

std::string bytes_of(BIGNUM const* number, std::size_t length) {
    std::string bytes(length, '\0');
    if (BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(length)) < 0)
        throw failed("write a number");
    return bytes;
}

std::string bytes_of(BIGNUM const* number) {
    return bytes_of(number, static_cast<std::size_t>(BN_num_bytes(number)));
}

Number parameter_of(EVP_PKEY* key, char const* name) {
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1) throw failed("read a key");
    return Number(number);
}

// ECDSA of OpenSSL is DER; of JSON Web Signature the two numbers side by side.
std::string side_by_side(std::string const& der) {
    auto const* begin = bytes_of(std::string_view(der));
    EcdsaSignature const signature(d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())));
    if (!signature) throw failed("read its own signature");
    return bytes_of(ECDSA_SIG_get0_r(signature.get()), p256_bytes) +
           bytes_of(ECDSA_SIG_get0_s(signature.get()), p256_bytes);
}

class OpensslSigner final : public Signer {
  public:
    explicit OpensslSigner(Key key) : key_(std::move(key)), is_rsa_(EVP_PKEY_is_a(key_.get(), "RSA") == 1) {}

    std::string sign(std::string_view message) const override {
        Digest const digest(EVP_MD_CTX_new());
        std::size_t length = 0;
        if (!digest || EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
            EVP_DigestSign(digest.get(), nullptr, &length, bytes_of(message), message.size()) != 1)
            throw failed("begin to sign");
        std::string signature(length, '\0');
        if (EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                           bytes_of(message), message.size()) != 1)
            throw failed("sign");
        signature.resize(length);
        return is_rsa_ ? signature : side_by_side(signature);
    }

    PublicKey public_key() const override {
        if (is_rsa_)
            return RsaKey{bytes_of(parameter_of(key_.get(), OSSL_PKEY_PARAM_RSA_N).get()),
                          bytes_of(parameter_of(key_.get(), OSSL_PKEY_PARAM_RSA_E).get())};
        return P256Key{bytes_of(parameter_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X).get(), p256_bytes),
                       bytes_of(parameter_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y).get(), p256_bytes)};
    }

  private:
    Key key_;
    bool is_rsa_;
};

Key made_key(SigningAlgorithm algorithm) {
    return Key(algorithm == SigningAlgorithm::es256
                   ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")
                   : EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{least_rsa_bits}));
}

class OpensslSignatures final : public Signatures {
  public:
    bool is_valid_key(PublicKey const& key) const override { return openssl_key_of(key) != nullptr; }
    bool is_signed_by(PublicKey const& key, std::string_view message,
                      std::string_view signature) const override {
        auto const made = openssl_key_of(key);
        Digest const digest(EVP_MD_CTX_new());
        if (!made || !digest) return false;
        // Ed25519 hashes by itself.
        auto const* const hash = std::holds_alternative<Ed25519Key>(key) ? nullptr : EVP_sha256();
        return EVP_DigestVerifyInit(digest.get(), nullptr, hash, nullptr, made.get()) == 1 &&
               EVP_DigestVerify(digest.get(), bytes_of(signature), signature.size(), bytes_of(message),
                                message.size()) == 1;
    }

    PrivateKey make_private_key(SigningAlgorithm algorithm) const override {
        auto const key = made_key(algorithm);
        using Info = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Free<PKCS8_PRIV_KEY_INFO_free>>;
        Info const info(key ? EVP_PKEY2PKCS8(key.get()) : nullptr);
        unsigned char* der = nullptr;
        auto const length = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), &der) : -1;
        if (length <= 0) throw failed("make a key");
        PrivateKey made(std::string(reinterpret_cast<char const*>(der), static_cast<std::size_t>(length)));
        OPENSSL_clear_free(der, static_cast<std::size_t>(length));
        return made;
    }

    std::unique_ptr<Signer> signer_of(PrivateKey const& key) const override {
        auto const& der = key.reveal();
        auto const* begin = bytes_of(std::string_view(der));
        Key read(d2i_AutoPrivateKey(nullptr, &begin, static_cast<long>(der.size())));
        if (!read) throw failed("read a key");
        return std::make_unique<OpensslSigner>(std::move(read));
    }
};

}  // namespace

extern "C" Signatures const* voordeur_signatures() {
    static OpensslSignatures const signatures;
    return &signatures;
}

}  // namespace voordeur
