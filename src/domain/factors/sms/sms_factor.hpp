// SPDX-License-Identifier: EUPL-1.2
// A telephone as second factor: sending, sending again and checking the code of an SMS, for binding the
// telephone (F) and for signing in (G).
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "accounts/account_store.hpp"
#include "factors/answers.hpp"
#include "factors/factor_store.hpp"
#include "factors/sms/sms_store.hpp"
#include "outbox/outbox_store.hpp"
#include "practices/notices.hpp"
#include "values/phone_number.hpp"
#include "values/tan.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

struct ChallengeStarted {
    Id<Challenge> challenge_id;
    bool sends_sms = true;  // false: it was open already, and its SMS went before
};
using SmsStart = std::variant<ChallengeStarted, SmsLimitReached, SmsBudgetUsed>;

// Who an SMS is for and in whose name.
struct SmsReceiver {
    Account account;
    std::optional<Practice> practice = {};
    // What its code is asked for, and in which browser, so that it goes on there; none where a challenge is
    // there already.
    Purpose purpose = Purpose::sign_in;
    std::optional<std::string> browser_key = {};
};

// What it needs; all outlive it.
struct SmsRooms {
    Outbox& outbox;
    Notices const& notices;
    Catalogue const& catalogue;
    Sealer const& sealer;
    Mac const& mac;
    Random& random;
};

struct SmsSettings {
    SmsLimits limits;
    int tries = 5;          // of a challenge
    std::string site_host;  // the last line of an SMS ties its code to it
};

// Thread safe. Everything runs in the caller's transaction.
class SmsFactor {
  public:
    static constexpr FactorKind kind{"sms"};

    SmsFactor(SmsRooms rooms, SmsSettings settings) : rooms_(rooms), settings_(std::move(settings)) {}

    // Whether this account may bind a telephone: whoever binds one asks in the same transaction. A recovery
    // does not ask, since nothing else gives new access there, and it ends with the account as it was found.
    static bool is_offered(Transaction& transaction, Id<Account> const& account_id);
    SmsStart start_binding(Transaction& transaction, SmsReceiver const& receiver, PhoneNumber const& phone,
                           Time now) const;
    // The telephone of a binding that was proved becomes a factor. False when another request did that.
    bool bind(Transaction& transaction, Challenge const& binding, Time now) const;

    // To a number that signs in to this account no more: whoever has it hears so there. It is no code, and
    // counts as none.
    void tell_replaced(Transaction& transaction, SmsReceiver const& receiver, PhoneNumber const& phone,
                       Time now) const;

    // Goes on with the open challenge of this browser, or makes one and sends its first SMS.
    SmsStart ask(Transaction& transaction, SmsReceiver const& receiver, Factor const& factor, Time now) const;
    // A new code in the same challenge; its tries stay counted.
    SmsVerdict send_again(Transaction& transaction, SmsReceiver const& receiver, Challenge const& challenge,
                          Time now) const;
    // When the next may be sent, for the page's countdown; nothing is sent.
    SmsVerdict next_sms(Transaction& transaction, SmsReceiver const& receiver, Challenge const& challenge,
                        Time now) const;

    // How the newest SMS of a challenge fares.
    static Sending sending_of(Transaction& transaction, Purpose purpose, Id<Challenge> const& challenge_id);

    AnswerOutcome check_code(Transaction& transaction, Challenge const& challenge, Tan const& typed,
                             Time now) const;

    // How much of a practice's name goes into an SMS, beside its code and the site's address.
    std::size_t room_for_practice(Language language) const;

    int most_an_hour() const { return settings_.limits.an_hour; }
    PhoneNumber phone_of(Challenge const& challenge) const;
    // A number without its digits: equal for equal numbers.
    std::string phone_key(PhoneNumber const& phone) const { return rooms_.mac.of("phone", phone.e164()); }

  private:
    WantedSms wanted_sms(SmsReceiver const& receiver, PhoneNumber const& phone, Purpose purpose) const;
    SmsVerdict verdict(Transaction& transaction, WantedSms const& wanted, std::optional<Time> last,
                       Time now) const;
    // Makes it and sends its first SMS, where that may go.
    SmsStart start(Transaction& transaction, SmsReceiver const& receiver, PhoneNumber const& phone,
                   Challenge challenge) const;
    void send_code(Transaction& transaction, SmsReceiver const& receiver, Challenge const& challenge,
                   Time now) const;
    void warn_of_unused_codes(Transaction& transaction, SmsReceiver const& receiver,
                              Challenge const& challenge, Time now) const;
    std::string sms_text(SmsReceiver const& receiver, Tan const& code) const;
    std::string text_with(std::string const& practice, std::string const& code, Language language) const;
    std::string code_hash(Id<Challenge> const& challenge_id, Tan const& code) const;

    SmsRooms rooms_;
    SmsSettings settings_;
};

}  // namespace voordeur
