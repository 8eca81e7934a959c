// SPDX-License-Identifier: EUPL-1.2
#include "factors/passkeys/verify_passkey.hpp"

#include "crypto/encoding.hpp"
#include "factors/passkeys/client_data.hpp"
#include "factors/passkeys/cose_key.hpp"

namespace voordeur {
namespace {

using Refusal = PasskeyRefusal;
using MaybeRefusal = std::optional<PasskeyRefusal>;

MaybeRefusal check_id(std::string const& id, std::string const& raw_id) {
    if (raw_id.empty() || raw_id.size() > longest_passkey_id) return Refusal::id_length;
    if (to_base64url(raw_id) != id) return Refusal::id_differs;
    return std::nullopt;
}

MaybeRefusal check_client_data(std::string const& json, std::string_view type, PasskeyTerms const& terms) {
    if (json.size() > longest_client_data) return Refusal::client_data_length;
    auto const data = read_client_data(json);
    if (!data) return Refusal::client_data_unreadable;
    if (data->type != type) return Refusal::type_wrong;
    if (!same_secret(data->challenge, to_base64url(terms.challenge))) return Refusal::challenge_wrong;
    if (data->origin != terms.origin) return Refusal::origin_wrong;
    if (data->is_cross_origin) return Refusal::cross_origin;
    if (data->has_top_origin) return Refusal::top_origin;
    return std::nullopt;
}

MaybeRefusal check_flags(AuthenticatorData const& data, PasskeyTerms const& terms) {
    if (data.site_hash != sha256(terms.rp_id)) return Refusal::site_wrong;
    if (!data.flags.user_present) return Refusal::user_absent;
    if (terms.must_verify_user && !data.flags.user_verified) return Refusal::user_not_verified;
    if (data.flags.is_backed_up && !data.flags.is_backup_eligible) return Refusal::backed_up_but_not_eligible;
    return std::nullopt;
}

struct Attestation {
    std::string_view format;
    Cbor statement;
    std::string_view authenticator_data;
};

std::optional<Attestation> read_attestation(std::string const& bytes) {
    auto const object = Cbor::parse(bytes);
    if (!object || object->map() == nullptr || object->map()->size() != 3) return std::nullopt;
    auto const *format = object->at("fmt"), *statement = object->at("attStmt"),
               *data = object->at("authData");
    if (format == nullptr || !format->text() || statement == nullptr || statement->map() == nullptr ||
        data == nullptr || !data->bytes())
        return std::nullopt;
    return Attestation{*format->text(), *statement, *data->bytes()};
}

// "packed" by the passkey's own key: no certificate, and nothing beside algorithm and signature.
MaybeRefusal check_self_attestation(Attestation const& attestation, CoseKey const& key,
                                    std::string const& client_data) {
    auto const *algorithm = attestation.statement.at("alg"), *signature = attestation.statement.at("sig");
    if (attestation.statement.map()->size() != 2 || algorithm == nullptr || signature == nullptr ||
        algorithm->number() != key.algorithm || !signature->bytes())
        return Refusal::statement_refused;
    auto const message = std::string(attestation.authenticator_data) + sha256(client_data);
    if (!is_signed_by(key.key, message, *signature->bytes())) return Refusal::attestation_signature_wrong;
    return std::nullopt;
}

MaybeRefusal check_statement(Attestation const& attestation, CoseKey const& key,
                             std::string const& client_data) {
    if (attestation.format == "packed") return check_self_attestation(attestation, key, client_data);
    if (attestation.format != "none") return Refusal::format_refused;
    return attestation.statement.map()->empty() ? std::nullopt : MaybeRefusal(Refusal::statement_refused);
}

MaybeRefusal check_credential(AttestedCredential const& credential, std::string const& raw_id) {
    if (credential.id.empty() || credential.id.size() > longest_passkey_id) return Refusal::id_length;
    return credential.id == raw_id ? std::nullopt : MaybeRefusal(Refusal::id_differs);
}

std::variant<CoseKey, Refusal> read_good_key(Cbor const& cbor) {
    auto key = read_cose_key(cbor);
    auto const* const found = std::get_if<CoseKey>(&key);
    if (found != nullptr && !is_valid_key(found->key)) return Refusal::key_invalid;
    return key;
}

MaybeRefusal check_user_handle(PasskeyAnswer const& answer, PasskeyOwner const& owner) {
    if (!answer.user_handle)
        return owner.is_nobody_known ? MaybeRefusal(Refusal::user_handle_missing) : std::nullopt;
    return same_secret(*answer.user_handle, owner.user_handle) ? std::nullopt
                                                               : MaybeRefusal(Refusal::user_handle_wrong);
}

MaybeRefusal check_signature(PasskeyAnswer const& answer, PasskeyFacts const& known) {
    auto const cbor = Cbor::parse(known.public_key);
    if (!cbor) return Refusal::key_unreadable;
    auto const key = read_cose_key(*cbor);
    if (auto const* refusal = std::get_if<Refusal>(&key)) return *refusal;
    auto const message = answer.authenticator_data + sha256(answer.client_data);
    return is_signed_by(std::get<CoseKey>(key).key, message, answer.signature)
               ? std::nullopt
               : MaybeRefusal(Refusal::signature_wrong);
}

// Many count nothing: zero and zero again. A copy of a passkey that lies on one device is a theft; those that
// are synced need not count alike.
bool is_back(std::uint32_t counted, std::uint32_t before) {
    return (counted != 0 || before != 0) && counted <= before;
}

}  // namespace

std::variant<PasskeyFacts, PasskeyRefusal> verify_made_passkey(MadePasskey const& made,
                                                               PasskeyTerms const& terms) {
    if (auto const refused = check_id(made.id, made.raw_id)) return *refused;
    if (made.attestation.size() > longest_attestation) return Refusal::attestation_length;
    if (auto const refused = check_client_data(made.client_data, "webauthn.create", terms)) return *refused;
    auto const attestation = read_attestation(made.attestation);
    if (!attestation) return Refusal::attestation_unreadable;
    auto const data = read_authenticator_data(attestation->authenticator_data);
    if (!data) return Refusal::authenticator_data_unreadable;
    if (auto const refused = check_flags(*data, terms)) return *refused;
    if (!data->credential) return Refusal::credential_missing;
    auto const key = read_good_key(data->credential->key);
    if (auto const* refusal = std::get_if<Refusal>(&key)) return *refusal;
    if (auto const refused = check_statement(*attestation, std::get<CoseKey>(key), made.client_data))
        return *refused;
    if (auto const refused = check_credential(*data->credential, made.raw_id)) return *refused;
    return PasskeyFacts{made.raw_id, std::string(data->credential->public_key), data->sign_count, data->flags,
                        to_hex(data->credential->aaguid)};
}

std::variant<PasskeyRight, PasskeyRefusal> verify_assertion(PasskeyAnswer const& answer,
                                                            PasskeyOwner const& owner,
                                                            PasskeyTerms const& terms) {
    auto const& known = owner.known;
    if (auto const refused = check_id(answer.id, answer.raw_id)) return *refused;
    if (answer.raw_id != known.id) return Refusal::passkey_of_another;
    if (auto const refused = check_user_handle(answer, owner)) return *refused;
    if (auto const refused = check_client_data(answer.client_data, "webauthn.get", terms)) return *refused;
    if (answer.authenticator_data.size() > longest_attestation) return Refusal::authenticator_data_unreadable;
    auto const data = read_authenticator_data(answer.authenticator_data);
    if (!data) return Refusal::authenticator_data_unreadable;
    if (data->credential) return Refusal::credential_unexpected;
    if (auto const refused = check_flags(*data, terms)) return *refused;
    if (data->flags.is_backup_eligible != known.flags.is_backup_eligible) return Refusal::eligibility_changed;
    if (auto const refused = check_signature(answer, known)) return *refused;
    auto const is_counter_back = is_back(data->sign_count, known.sign_count);
    if (is_counter_back && !known.flags.is_backup_eligible) return Refusal::counter_back;
    return PasskeyRight{data->sign_count, data->flags, is_counter_back};
}

}  // namespace voordeur
