// SPDX-License-Identifier: EUPL-1.2
#include "practices/notices.hpp"

#include "outbox/html_part.hpp"

namespace voordeur {

bool Notices::queue(Transaction& transaction, MailOrder const& order, Time now) const {
    auto const sender = order.practice ? order.practice->name : operator_name_;
    auto filled = order.mail;
    filled.params.push_back({"practice", sender});
    filled.params.push_back({"person", order.person});
    filled.params.push_back(
        {"contact", order.practice && !order.practice->phone.empty()   ? order.practice->phone
                    : order.practice && !order.practice->email.empty() ? order.practice->email
                                                                       : operator_name_});
    auto const mail = catalogue_.mail(filled, order.language);
    auto const label = order.link_label ? catalogue_.text(*order.link_label, order.language) : std::string();
    NewMessage message;
    message.purpose = order.purpose;
    message.about_id = order.about_id;
    message.send_number = order.send_number;
    if (order.practice) message.practice_id = order.practice->id;
    message.urgency = order.urgency;
    message.expires_at = order.expires_at;
    message.content = Email{
        .to = order.to,
        .from_name = sender,
        .reply_to = order.practice ? order.practice->email : "",
        .subject = mail.subject,
        .text = mail.text,
        .html = html_part({code_of(order.language), mail.subject, sender, mail.text, order.link, label}),
        .language = std::string(code_of(order.language))};
    return outbox_.queue(transaction, message, now);
}

}  // namespace voordeur
