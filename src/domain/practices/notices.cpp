// SPDX-License-Identifier: EUPL-1.2
#include "practices/notices.hpp"

namespace voordeur {

bool Notices::queue(Transaction& transaction, MailOrder const& order, Time now) const {
    auto const sender = order.practice ? order.practice->name : operated_by_.name;
    auto const contact = contact_for(order.practice, operated_by_);
    auto filled = order.mail;
    filled.params.push_back({"practice", sender});
    filled.params.push_back({"person", order.person});
    filled.params.push_back({"contact", contact.text()});
    auto const mail = catalogue_.mail(filled, order.language);
    auto const label = order.link_label ? catalogue_.text(*order.link_label, order.language) : std::string();
    NewMessage message;
    message.purpose = order.purpose;
    message.about_id = order.about_id;
    message.send_number = order.send_number;
    if (order.practice) message.practice_id = order.practice->id;
    message.urgency = order.urgency;
    message.not_before = order.not_before;
    message.expires_at = order.expires_at;
    message.content = Email{.to = order.to,
                            .from_name = sender,
                            .reply_to = order.practice ? order.practice->email : "",
                            .subject = mail.subject,
                            .text = mail.text,
                            .html = html_part({.language = code_of(order.language),
                                               .subject = mail.subject,
                                               .heading = sender,
                                               .text = mail.text,
                                               .link = order.link,
                                               .link_label = label,
                                               .phone = contact.phone,
                                               .look = look_}),
                            .language = std::string(code_of(order.language))};
    return outbox_.queue(transaction, message, now);
}

}  // namespace voordeur
