// SPDX-License-Identifier: EUPL-1.2
// What the answer of a mail server or an SMS gateway means for a message, and for the others. Pure.
#pragma once

#include <string_view>

namespace voordeur {

// later: not this message now. down: no message now, as far as one can tell from this one. refuses_us: the
// peer has something against whoever runs this installation (a password, a balance, a sender), so no message
// goes until that is mended. never: this address or number, however often it is tried.
enum class SendResult { sent, later, down, refuses_us, never };

// How far a conversation with a mail server came.
enum class SmtpStage { before_recipient, recipient, content };

// `code` is the last answer, 0 when there was none; `enhanced` its status by RFC 3463, 5.1.1 for instance, or
// empty. The words of the answer are looked at and not kept: they may hold the address.
struct SmtpRefusal {
    SmtpStage stage;
    long code;
    std::string_view enhanced;
    std::string_view words = {};
};

// Never is only what says that this mailbox is not there. Whatever may be about our standing (quota,
// relaying, policy, sender) is tried until the message expires, since giving up would lose a whole practice's
// mails.
SendResult result_of(SmtpRefusal const& refusal);

// `body` is what an SMS gateway said beside its status. Its words tell a number that gets no SMS from a
// balance, a login or a sender that the gateway does not accept.
SendResult result_of_http(long status, std::string_view body);

}  // namespace voordeur
