// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/time.hpp"
#include "factors/sms/sms_rules.hpp"
#include "page_function.hpp"
#include "words/word.hpp"

namespace voordeur {

class Transaction;
struct Challenge;
struct Resend;
struct SmsReceiver;
struct TextField;

// What the pages of F3 and G share: the field for the code, and what is wrong with what is no code.
TextField code_field(std::optional<Word> error);
Word unreadable_code(std::string const& typed);

// Who an SMS of this visitor is for.
SmsReceiver sms_receiver(Transaction& transaction, PatientVisitor const& visitor);

// "14.20 uur" today, "maandag 7 december 2026, 14.20 uur" later.
std::string when_text(Time time, Visitor const& visitor);

// Fills in when the next SMS of a challenge may be sent.
void fill_sms_verdict(Resend& resend, SmsVerdict const& next, Visitor const& visitor);

// After an SMS was asked for: until the gateway took it or did not, at most a second, so that the next page
// says what is true. Only where the page has a thread of its own.
void wait_for_sms(App const& app, Purpose purpose, Id<Challenge> const& challenge_id);

}  // namespace voordeur
