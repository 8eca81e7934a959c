// SPDX-License-Identifier: EUPL-1.2
// Where a registration stands, and what a typed super-PIN or typed details do to it. States are drawn in
// registration.md.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "accounts/identity_rules.hpp"
#include "base/time.hpp"
#include "tries/throttle_rules.hpp"
#include "values/birth_date.hpp"
#include "values/email_address.hpp"
#include "values/postcode.hpp"

namespace voordeur {

constexpr std::chrono::days registration_lifetime{60};  // from the last invitation
constexpr std::chrono::days invitation_lifetime{14};    // and the rest of that day
constexpr std::chrono::hours confirmation_lifetime{24};
// So long an invitation proves the mailbox by itself, where the journey asks for no second mail then.
constexpr std::chrono::hours young_invitation{24};
constexpr std::chrono::days letter_lifetime{21};  // NIST SP 800-63A-4: post inside the country
constexpr std::chrono::hours visit_lifetime{1};
constexpr std::size_t newest_links_that_hold = 3;

enum class Standing { open, locked, completed, ended };

struct RegistrationFacts {
    Time expires_at;
    std::optional<Time> locked_at;
    std::optional<Time> completed_at;
    std::optional<Time> stopped_at = {};  // withdrawn by the practice, or its account was closed
};
Standing standing_of(RegistrationFacts const& facts, Time now);

enum class LinkKind { invitation, confirmation };

// Two people may be at work on one registration: a password that was chosen in one browser is none in
// another, and one chosen under the confirmation link is none for whoever typed the letter's super-PIN, nor
// the other way round.
struct PasswordChooser {
    IdentityProof by;
    std::string browser;  // its cookie
};

enum class LinkState { holds, expired, replaced };
struct LinkFacts {
    Time expires_at;
    std::optional<Time> ended_at;
    std::size_t newer_links = 0;  // of the same kind
    Time made_at = {};
};
LinkState state_of(LinkFacts const& link, Time now);
bool is_young(LinkFacts const& invitation, Time now);

// The page that an invitation link shows.
enum class Step { super_pin, mail_sent, password, documents };
struct InvitationFacts {
    bool has_visit = false;       // who it is was proved in this browser
    bool waits_for_mail = false;  // the details matched, and a confirmation mail is under way
    bool has_password = false;
};
Step step_under_invitation(InvitationFacts const& facts);

// B1, before anything is hashed.
struct SuperPinMayBeTried {};
struct NoLetter {};  // nothing typed is counted
struct LetterTooOld {};
using SuperPinGate = std::variant<SuperPinMayBeTried, NoLetter, LetterTooOld>;
SuperPinGate may_try_super_pin(bool has_letter, std::optional<Time> letter_expires_at, Time now);

// B2. What the practice knows, and what was typed, both readable.
struct Details {
    EmailAddress email;
    BirthDate birth_date;
    Postcode postcode;
};
// Which of the three differs is nobody's business: the answer is one.
bool details_match(Details const& known, Details const& typed);

// What is typed only half is no guess, and is said: the answer is the same whatever the other half is. What
// the practice does not know itself is not missed.
struct HalfTyped {
    bool day = false;
    bool month = false;
    int postcode_digits = 0;
    int postcode_letters = 0;

    bool is_nothing() const { return !day && !month && postcode_digits == 0 && postcode_letters == 0; }
};
HalfTyped half_typed(Details const& known, Details const& typed);

// Between two mails of a kind that the patient asked for, of a registration.
struct MailLimits {
    std::chrono::seconds between{60};
    int a_day = 5;

    bool operator==(MailLimits const&) const = default;
};
// `count_today` counts the first one too.
struct MailHistory {
    std::optional<Time> last;
    std::optional<Time> first_today;
    int count_today = 0;
};
struct MailMayGo {};
struct MailTooSoon {
    Time next;
};
struct MailLimitReached {
    Time next;
};
using MailVerdict = std::variant<MailMayGo, MailTooSoon, MailLimitReached>;
MailVerdict may_send_mail(MailHistory const& history, MailLimits const& limits, Time now);

// B0, where anyone can type: it holds up whoever guesses, and locks nothing.
struct LetterLimits {
    ThrottlePolicy own{5, std::chrono::seconds(900)};       // one customer number from one network
    ThrottlePolicy network{20, std::chrono::seconds(900)};  // distinct customer numbers from one network

    bool operator==(LetterLimits const&) const = default;
};

struct RegistrationLimits {
    int tries_details = 5;    // at B2
    int tries_super_pin = 5;  // at B1
    LetterLimits letter;
    MailLimits mail;

    bool operator==(RegistrationLimits const&) const = default;
};

}  // namespace voordeur
