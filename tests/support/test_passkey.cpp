// SPDX-License-Identifier: EUPL-1.2
#include "support/test_passkey.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <array>
#include <stdexcept>

#include "base/random.hpp"
#include "crypto/encoding.hpp"
#include "support/test_cbor.hpp"

namespace voordeur {
namespace {

std::string number_of(EVP_PKEY* key, char const* name) {
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(number);
    return bytes;
}

std::string padded(std::string bytes) {
    return std::string(32 - bytes.size(), '\0') + bytes;
}

EVP_PKEY* new_key(std::int64_t algorithm, unsigned rsa_bits) {
    if (algorithm == -7) return EVP_EC_gen("P-256");
    if (algorithm == -35) return EVP_EC_gen("P-384");
    if (algorithm == -257) return EVP_RSA_gen(rsa_bits);
    return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
}

std::string client_data(PasskeySays const& says) {
    return "{\"type\":\"" + says.type + "\",\"challenge\":\"" + to_base64url(says.challenge) +
           "\",\"origin\":\"" + says.origin + "\"" + says.more + "}";
}

std::string authenticator_data(PasskeySays const& says) {
    auto const flags = (says.up ? 0x01 : 0) | (says.uv ? 0x04 : 0) | (says.be ? 0x08 : 0) |
                       (says.bs ? 0x10 : 0) | (says.at ? 0x40 : 0) | (says.ed ? 0x80 : 0);
    auto data = sha256(says.rp_id) + static_cast<char>(flags) + big_endian(says.sign_count, 4);
    if (says.at)
        data +=
            std::string(16, '\0') + big_endian(says.id_in_data.size(), 2) + says.id_in_data + says.public_key;
    return data + says.after_data;
}

}  // namespace

TestPasskey::TestPasskey(std::int64_t algorithm, unsigned rsa_bits)
    : raw_id(SystemRandom().bytes(32)),
      algorithm_(algorithm),
      key_(new_key(algorithm, rsa_bits), EVP_PKEY_free) {
    if (!key_) throw std::runtime_error("no key");
}

std::string TestPasskey::public_key() const {
    auto* const key = key_.get();
    if (algorithm_ == -257)
        return "\xa4" + cbor(1) + cbor(3) + cbor(3) + cbor(-257) + cbor(-1) +
               cbor_bytes(number_of(key, "n")) + cbor(-2) + cbor_bytes(number_of(key, "e"));
    if (algorithm_ == -8) {
        std::array<unsigned char, 32> x{};
        auto size = x.size();
        EVP_PKEY_get_raw_public_key(key, x.data(), &size);
        return "\xa4" + cbor(1) + cbor(1) + cbor(3) + cbor(-8) + cbor(-1) + cbor(6) + cbor(-2) +
               cbor_bytes({reinterpret_cast<char const*>(x.data()), x.size()});
    }
    auto const x = number_of(key, OSSL_PKEY_PARAM_EC_PUB_X), y = number_of(key, OSSL_PKEY_PARAM_EC_PUB_Y);
    return "\xa5" + cbor(1) + cbor(2) + cbor(3) + cbor(algorithm_) + cbor(-1) +
           cbor(algorithm_ == -7 ? 1 : 2) + cbor(-2) + cbor_bytes(algorithm_ == -7 ? padded(x) : x) +
           cbor(-3) + cbor_bytes(algorithm_ == -7 ? padded(y) : y);
}

std::string TestPasskey::sign(std::string const& message) const {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    auto const* const hash = algorithm_ == -8 ? nullptr : algorithm_ == -35 ? EVP_sha384() : EVP_sha256();
    auto const* const bytes = reinterpret_cast<unsigned char const*>(message.data());
    EVP_DigestSignInit(digest.get(), nullptr, hash, nullptr, key_.get());
    std::size_t size = 0;
    EVP_DigestSign(digest.get(), nullptr, &size, bytes, message.size());
    std::string signature(size, '\0');
    EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                   message.size());
    signature.resize(size);
    return signature;
}

PasskeySays TestPasskey::says(PasskeyTerms const& terms, std::string const& type) const {
    return {.type = type,
            .challenge = terms.challenge,
            .origin = terms.origin,
            .rp_id = terms.rp_id,
            .uv = uv,
            .be = be,
            .bs = bs,
            .sign_count = sign_count,
            .raw_id = raw_id,
            .id_in_data = raw_id,
            .public_key = public_key()};
}

MadePasskey TestPasskey::make(PasskeyTerms const& terms, Change const& change) const {
    auto said = says(terms, "webauthn.create");
    said.at = true;
    if (change) change(said);
    auto const data = authenticator_data(said), json = client_data(said);
    auto signature = sign(data + sha256(json));
    if (said.breaks_signature) signature.back() = static_cast<char>(signature.back() ^ 1);
    auto statement = said.statement;
    if (statement.empty())
        statement = said.format == "packed" ? "\xa2" + cbor_text("alg") + cbor(algorithm_) +
                                                  cbor_text("sig") + cbor_bytes(signature)
                                            : "\xa0";
    return {said.id.empty() ? to_base64url(said.raw_id) : said.id, said.raw_id, json,
            "\xa3" + cbor_text("fmt") + cbor_text(said.format) + cbor_text("attStmt") + statement +
                cbor_text("authData") + cbor_bytes(data) + said.after_attestation};
}

PasskeyAnswer TestPasskey::answer(PasskeyTerms const& terms, Change const& change) const {
    auto said = says(terms, "webauthn.get");
    if (!user_handle.empty()) said.user_handle = user_handle;
    if (change) change(said);
    auto const data = authenticator_data(said), json = client_data(said);
    auto signature = sign(data + sha256(json));
    if (said.breaks_signature) signature.back() = static_cast<char>(signature.back() ^ 1);
    return {said.id.empty() ? to_base64url(said.raw_id) : said.id,
            said.raw_id,
            json,
            data,
            signature,
            said.user_handle};
}

std::map<std::string, std::string> fields_of(MadePasskey const& made, std::string const& question) {
    return {{"question", question},
            {"id", made.id},
            {"raw_id", to_base64url(made.raw_id)},
            {"client_data", to_base64url(made.client_data)},
            {"attestation", to_base64url(made.attestation)},
            {"transports", "internal"}};
}

std::map<std::string, std::string> fields_of(PasskeyAnswer const& answer, std::string const& question) {
    std::map<std::string, std::string> fields{{"question", question},
                                              {"id", answer.id},
                                              {"raw_id", to_base64url(answer.raw_id)},
                                              {"client_data", to_base64url(answer.client_data)},
                                              {"authenticator_data", to_base64url(answer.authenticator_data)},
                                              {"signature", to_base64url(answer.signature)}};
    if (answer.user_handle) fields.emplace("user_handle", to_base64url(*answer.user_handle));
    return fields;
}

}  // namespace voordeur
