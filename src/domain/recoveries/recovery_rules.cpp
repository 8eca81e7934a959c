// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/recovery_rules.hpp"

namespace voordeur {
namespace {

constexpr Proofs on_the_phone{Proof::phone, Proof::app};
constexpr Proofs on_paper{Proof::paper_code, Proof::super_pin};

bool is_alone(Proofs proofs, Proof proof) {
    proofs.remove(proof);
    return proofs.is_empty();
}

}  // namespace

RecoveryOpening opening_of(Proofs const& proofs, RecoveryPolicy const& policy) {
    auto const phone = proofs.has_any(on_the_phone), paper = proofs.has_any(on_paper);
    auto const mailbox = proofs.has(Proof::mailbox);
    if (proofs.has(Proof::desk)) {
        if (is_alone(proofs, Proof::desk)) return OpensAfter{policy.wait};
        return OpensAtOnce{};
    }
    if (proofs.has(Proof::passkey)) {
        if (is_alone(proofs, Proof::passkey)) return SignsInOnly{};
        return OpensAtOnce{};
    }
    if (proofs.has(Proof::password)) {
        if (phone || paper) return OpensAtOnce{};
        if (mailbox && policy.wait_for_password_and_mail)
            return OpensAfter{*policy.wait_for_password_and_mail};
        return OpensNothing{};
    }
    if (mailbox && phone && paper) return OpensAtOnce{};
    if (mailbox && phone) {
        if (policy.wait_for_mail_and_phone == std::chrono::hours(0)) return OpensAtOnce{};
        return OpensAfter{policy.wait_for_mail_and_phone};
    }
    if ((mailbox || phone) && paper) return OpensAfter{policy.wait};
    return OpensNothing{};
}

Renewal renewal_of(Proofs const& proofs) {
    auto const by_desk = proofs.has(Proof::desk);
    auto const factor_is_left = proofs.has_any({Proof::phone, Proof::app, Proof::passkey});
    return {.password = by_desk || !proofs.has(Proof::password),
            .second_factor = by_desk || !factor_is_left,
            .super_pin = by_desk || proofs.has(Proof::super_pin),
            .mailbox =
                !proofs.has(Proof::mailbox) && !proofs.has(Proof::password) && !proofs.has(Proof::passkey)};
}

Proofs without_what_a_recovery_chose(Proofs proofs, Renewal const& chosen) {
    if (chosen.password) proofs.remove(Proof::password);
    if (chosen.second_factor)
        for (auto const proof : {Proof::phone, Proof::app, Proof::passkey, Proof::paper_code})
            proofs.remove(proof);
    if (chosen.super_pin) proofs.remove(Proof::super_pin);
    if (chosen.mailbox) proofs.remove(Proof::mailbox);
    return proofs;
}

bool may_undo_a_loss(Proof reported_by, Proofs const& proofs) {
    for (auto const& carrier :
         {Proofs{Proof::password}, Proofs{Proof::passkey}, on_paper, Proofs{Proof::desk}})
        if (!carrier.has(reported_by) && proofs.has_any(carrier)) return true;
    return false;
}

Proofs proofs_that_count(Proofs const& proofs, std::optional<Recovered> const& recovered, Time now) {
    return holds_back(recovered, now) ? without_what_a_recovery_chose(proofs, recovered->chose) : proofs;
}

RecoveryStanding standing_of(Proofs const& proofs, std::optional<RecoveryWait> const& wait,
                             RecoveryPolicy const& policy, Time now) {
    auto const opening = opening_of(proofs, policy);
    if (std::holds_alternative<OpensAtOnce>(opening)) return MayCommit{};
    auto const* after = std::get_if<OpensAfter>(&opening);
    if (after == nullptr) return MayNothing{};
    if (!wait || !proofs.has_all(wait->opened_by) || now >= wait->opens_at + commit_window)
        return MayWait{after->wait};
    if (has_passed(*wait, now)) return MayCommit{};
    return Waits{wait->opens_at};
}

}  // namespace voordeur
