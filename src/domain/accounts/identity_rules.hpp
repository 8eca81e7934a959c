// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace voordeur {

// How it was established who a person is; an account and a patient carry it for ever.
enum class IdentityProof {
    details,  // what only the patient and the practice know, and the mailbox
    letter,   // the super-PIN that the practice handed over, and the mailbox
    desk,     // the practice saw the person
};

constexpr std::string_view stored_name(IdentityProof proof) {
    switch (proof) {
        case IdentityProof::details:
            return "details";
        case IdentityProof::letter:
            return "letter";
        case IdentityProof::desk:
            return "desk";
    }
    return "";
}

constexpr IdentityProof identity_proof_from(std::string_view stored) {
    using enum IdentityProof;
    for (auto const proof : {details, letter, desk})
        if (stored_name(proof) == stored) return proof;
    throw std::runtime_error("an unknown proof of identity");
}

inline std::optional<IdentityProof> identity_proof_from(std::optional<std::string> const& stored) {
    if (!stored) return std::nullopt;
    return identity_proof_from(std::string_view(*stored));
}

// Where a practice requires its letter, details prove nothing.
constexpr bool is_enough(IdentityProof proof, bool letter_required) {
    return proof != IdentityProof::details || !letter_required;
}

}  // namespace voordeur
