// SPDX-License-Identifier: EUPL-1.2
// A new telephone of an account that has its ways to sign in, being bound in one browser.
#pragma once

#include <optional>

#include "crypto/tokens.hpp"
#include "factors/answers.hpp"
#include "factors/challenge_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "outbox/outbox_store.hpp"
#include "page_function.hpp"

namespace voordeur {

struct OpenPhoneBinding {
    Challenge binding;
    SmsVerdict next;
    Sending sending;
};
// nullopt: none was begun in this browser, or it is over.
std::optional<OpenPhoneBinding> open_phone_binding(App const& app, PatientVisitor const& visitor);

// The same number pressed twice goes on with the binding that is there, and sends no second SMS. nullopt: the
// account is offered none.
std::optional<SmsStart> start_phone_binding(App const& app, PatientVisitor const& visitor,
                                            PhoneNumber const& phone);
// In which binding it went; nullopt: none went.
std::optional<Id<Challenge>> send_phone_code_again(App const& app, PatientVisitor const& visitor);

struct PhoneProved {
    AnswerOutcome outcome;
    std::optional<CookieToken> session = {};  // of this browser from now on, where the telephone was bound
};
// The right code binds the new number in the same commit that ends the old one, tells both, and ends every
// other session.
PhoneProved prove_phone(App const& app, PatientVisitor const& visitor, Tan const& typed);

}  // namespace voordeur
