// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "outbox/html_part.hpp"
#include "outbox/outbox_store.hpp"
#include "practices/contact.hpp"
#include "practices/practice_store.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

// One e-mail from a *.mail.txt file.
struct MailOrder {
    FilledMail mail;
    std::string_view purpose;  // what it is for; with `about_id` and `send_number` it goes out once
    std::string about_id;
    int send_number = 1;
    std::string to = {};
    // Whose it is, since more than one may read the mailbox: initials() as long as the address may be
    // mistyped.
    std::string person = {};
    std::optional<Practice> practice = {};  // the sender's name and where answers go; absent: the operator
    Language language = Language::dutch;
    Urgency urgency = Urgency::other;
    Time not_before = {};  // at once, when it is past
    Time expires_at;
    // The step's own link, when the mail has one, and the words on its button.
    std::string link = {};
    std::optional<Word> link_label = {};
};

// Writes e-mails into the outbox, in the step's own transaction. Thread safe.
class Notices {
  public:
    Notices(Outbox& outbox, Catalogue const& catalogue, Operator operated_by, MailLook look)
        : outbox_(outbox),
          catalogue_(catalogue),
          operated_by_(std::move(operated_by)),
          look_(std::move(look)) {}

    // False when this very send was queued before.
    bool queue(Transaction& transaction, MailOrder const& order, Time now) const;

    Operator const& operated_by() const { return operated_by_; }

  private:
    Outbox& outbox_;
    Catalogue const& catalogue_;
    Operator operated_by_;
    MailLook look_;
};

}  // namespace voordeur
