// SPDX-License-Identifier: EUPL-1.2
// Who has lost something gets in again by what is left, proved in one draft: what that opens, when, and what
// may be chosen anew. The matrix with its reasons: docs/recovery.md. Sources: NIST SP 800-63B-4 sections 4.1
// to 4.3, OWASP ASVS 5.0 6.3.6, 6.4.3, 6.4.4; where they allow more, Voordeur is stricter. Pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <variant>

#include "base/time.hpp"

namespace voordeur {

enum class Proof {
    password,    // in the head
    mailbox,     // reach: never one of two, since whoever reads it need not be its owner
    phone,       // a code by SMS
    app,         // a code of an authenticator app: on the same carrier as the phone
    passkey,     // with user verification: a device and its lock
    paper_code,  // on paper
    super_pin,   // on the same paper
    desk,        // identified by the practice
};
constexpr std::size_t proof_count = 8;

class Proofs {
  public:
    constexpr Proofs() = default;
    constexpr Proofs(std::initializer_list<Proof> proofs) {
        for (auto const proof : proofs) add(proof);
    }
    static constexpr Proofs all() {
        Proofs proofs;
        proofs.bits_ = (1U << proof_count) - 1;
        return proofs;
    }
    constexpr void add(Proof proof) { bits_ |= bit(proof); }
    constexpr void remove(Proof proof) { bits_ &= ~bit(proof); }
    constexpr bool has(Proof proof) const { return (bits_ & bit(proof)) != 0; }
    constexpr bool has_all(Proofs const& others) const { return (bits_ & others.bits_) == others.bits_; }
    constexpr bool has_any(Proofs const& others) const { return (bits_ & others.bits_) != 0; }
    constexpr bool is_empty() const { return bits_ == 0; }
    bool operator==(Proofs const&) const = default;

  private:
    static constexpr unsigned bit(Proof proof) { return 1U << static_cast<unsigned>(proof); }
    unsigned bits_ = 0;
};

// What the operator or a practice decides; every wait that is not named is `wait`.
struct RecoveryPolicy {
    std::chrono::hours wait{24};
    // Mailbox and telephone, or app: a new password, as DigiD and GOV.UK One Login give at once. 0 to 72.
    std::chrono::hours wait_for_mail_and_phone{0};
    // Password and mailbox: off, or at least 72.
    std::optional<std::chrono::hours> wait_for_password_and_mail = std::nullopt;

    bool operator==(RecoveryPolicy const&) const = default;
};

struct OpensAtOnce {};
struct OpensAfter {
    std::chrono::hours wait;
};
struct SignsInOnly {};   // a passkey alone: nothing can be changed by it
struct OpensNothing {};  // a loss can be reported with any one of them
using RecoveryOpening = std::variant<OpensAtOnce, OpensAfter, SignsInOnly, OpensNothing>;

// More proofs never open less.
RecoveryOpening opening_of(Proofs const& proofs, RecoveryPolicy const& policy);

// What is chosen in the commit, all at once.
struct Renewal {
    bool password = false;
    bool second_factor = false;  // a telephone or app in place of those that were
    bool super_pin = false;      // the one that was typed is used up
    bool mailbox = false;        // confirmed by a link within the draft

    constexpr bool is_nothing() const { return !password && !second_factor && !super_pin && !mailbox; }
    // What either chose.
    constexpr Renewal with(Renewal const& other) const {
        return {password || other.password, second_factor || other.second_factor,
                super_pin || other.super_pin, mailbox || other.mailbox};
    }
    bool operator==(Renewal const&) const = default;
};
// Of proofs that open something; nothing of others.
Renewal renewal_of(Proofs const& proofs);

// For two days what a recovery chose is no proof in another one, and e-mail, telephone, factors, sheet,
// download and deletion cannot be changed: else a mailbox and a super-PIN would make a password, and password
// and super-PIN then open all.
constexpr std::chrono::hours recovery_hold{48};
Proofs without_what_a_recovery_chose(Proofs proofs, Renewal const& chosen);

// A telephone that was reported lost by one proof is there again by one of another carrier. The telephone and
// its app are none here, nor is the mailbox, which it may show.
bool may_undo_a_loss(Proof reported_by, Proofs const& proofs);
// So long after the report the mailbox and the telephone itself are enough.
constexpr std::chrono::hours loss_holds{24};

// A draft and each proof in it are good for so long.
constexpr std::chrono::hours draft_holds{1};
// The link of the mail that begins one. Asking beyond the mails of a day lets the newest live so long again:
// whoever asks for somebody else a whole night keeps nobody out.
constexpr std::chrono::minutes enter_link_holds{60};
constexpr std::size_t newest_enter_links_that_hold = 3;
constexpr std::int64_t enter_mails_a_day = 5;
// After a wait the same is proved again, within so long.
constexpr std::chrono::hours commit_window{72};
constexpr std::chrono::days stop_link_holds{10};
// The third stop within a week: who gets in again no other way comes to the practice.
constexpr std::chrono::days stops_are_counted_for{7};
constexpr std::int64_t stops_that_advise_to_come = 3;

// A wait that an account's draft began.
struct RecoveryWait {
    Time opens_at;
    Proofs opened_by;

    bool operator==(RecoveryWait const&) const = default;
};
constexpr bool has_passed(RecoveryWait const& wait, Time now) {
    return wait.opens_at <= now && now < wait.opens_at + commit_window;
}

// What an account's last recovery chose, and when.
struct Recovered {
    Time at;
    Renewal chose;
};
constexpr bool holds_back(std::optional<Recovered> const& recovered, Time now) {
    return recovered && now < recovered->at + recovery_hold;
}
// Of what was proved, what counts at this hour.
Proofs proofs_that_count(Proofs const& proofs, std::optional<Recovered> const& recovered, Time now);

// Where a draft stands at this hour.
struct MayCommit {};
struct MayWait {
    std::chrono::hours wait;
};
struct Waits {
    Time opens_at;
};
struct MayNothing {};
using RecoveryStanding = std::variant<MayCommit, MayWait, Waits, MayNothing>;
// `proofs` that count; `wait`: the one of the account that goes on, if any. It is good for these proofs where
// all that began it was proved again.
RecoveryStanding standing_of(Proofs const& proofs, std::optional<RecoveryWait> const& wait,
                             RecoveryPolicy const& policy, Time now);

}  // namespace voordeur
