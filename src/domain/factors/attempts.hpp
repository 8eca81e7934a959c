// SPDX-License-Identifier: EUPL-1.2
// Sending, sending again and checking the code of an SMS, for binding a telephone (F) and for signing in (G).
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "accounts/account_store.hpp"
#include "config/config.hpp"
#include "crypto/sealer.hpp"
#include "factors/attempt_store.hpp"
#include "outbox/outbox_store.hpp"
#include "practices/notices.hpp"
#include "values/phone_number.hpp"
#include "values/tan.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

struct AttemptStarted {
    std::string attempt_id;
};
// Too many failed attempts in a row: the factor waits, or must be bound anew by the practice.
struct FactorWaits {
    Time until;
};
struct FactorWornOut {};
using BindingOutcome = std::variant<AttemptStarted, SmsLimitReached, SmsBudgetUsed>;
using SignInOutcome =
    std::variant<AttemptStarted, SmsLimitReached, SmsBudgetUsed, FactorWaits, FactorWornOut>;

struct CodeRight {};
struct CodeWrong {
    std::int64_t tries_left;
    bool is_repeated = false;  // the last wrong one again: no try, and no line in the audit log
};
struct CodeExpired {
    std::int64_t tries_left;
    bool is_repeated = false;
};
struct AttemptOver {};  // no try is left, or a newer attempt took its place
struct CodeUsed {};     // right before: pressed twice, or Back
using CodeOutcome = std::variant<CodeRight, CodeWrong, CodeExpired, AttemptOver, CodeUsed>;

// Whether it was a try of its own, and not one that was pressed twice or sent again.
bool is_own_try(CodeOutcome const& outcome);

// Who an SMS is for and in whose name.
struct SmsReceiver {
    Account account;
    std::optional<Practice> practice;
    std::string browser_key;  // "same browser" for an open sign-in
};

// What attempts need; all outlive them.
struct AttemptRooms {
    Outbox& outbox;
    Notices const& notices;
    Catalogue const& catalogue;
    Sealer const& sealer;
    Mac const& mac;
    Random& random;
};

// Thread safe. Everything runs in the caller's transaction.
class Attempts {
  public:
    explicit Attempts(AttemptRooms rooms) : rooms_(rooms) {}
    void configure(LimitsConfig const& limits, std::string site_host);

    BindingOutcome start_binding(Transaction& transaction, SmsReceiver const& receiver,
                                 PhoneNumber const& phone, Time now) const;
    // Goes on with the open attempt of this browser, or makes one and sends its first SMS.
    SignInOutcome start_sign_in(Transaction& transaction, SmsReceiver const& receiver, Time now) const;
    // A new code in the same attempt; its tries stay counted.
    SmsVerdict send_again(Transaction& transaction, SmsReceiver const& receiver, Attempt const& attempt,
                          Time now) const;
    // When the next may be sent, for the page's countdown; nothing is sent.
    SmsVerdict next_sms(Transaction& transaction, SmsReceiver const& receiver, Attempt const& attempt,
                        Time now) const;

    CodeOutcome check_code(Transaction& transaction, Attempt const& attempt, Tan const& typed,
                           Time now) const;

    PhoneNumber phone_of(Attempt const& attempt) const;
    // A number without its digits: equal for equal numbers.
    std::string phone_key(PhoneNumber const& phone) const { return rooms_.mac.of("phone", phone.e164()); }

    static SealContext attempt_phone_context(std::string const& attempt_id);
    static SealContext factor_phone_context(std::string const& factor_id);

  private:
    SmsAsked asked_for(SmsReceiver const& receiver, PhoneNumber const& phone, bool is_bound) const;
    SmsVerdict verdict(Transaction& transaction, SmsAsked const& asked, std::optional<Time> last,
                       Time now) const;
    Attempt new_attempt(AttemptKind kind, SmsReceiver const& receiver, PhoneNumber const& phone,
                        Time now) const;
    void send_code(Transaction& transaction, SmsReceiver const& receiver, Attempt const& attempt,
                   Time now) const;
    void warn_of_unused_codes(Transaction& transaction, SmsReceiver const& receiver, Attempt const& attempt,
                              Time now) const;
    std::string sms_text(SmsReceiver const& receiver, Tan const& code) const;
    std::string code_hash(std::string const& attempt_id, Tan const& code) const;
    std::string mac_of_try(Attempt const& attempt, std::vector<StoredCode> const& sent,
                           Tan const& typed) const;

    AttemptRooms rooms_;
    SmsLimits sms_limits_;
    int tries_ = 5;
    std::string site_host_;
};

}  // namespace voordeur
