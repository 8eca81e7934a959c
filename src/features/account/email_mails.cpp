// SPDX-License-Identifier: EUPL-1.2
#include "account/email_mails.hpp"

#include "account/email_asked.mail.hpp"
#include "account/email_changed.mail.hpp"
#include "account/email_confirm.mail.hpp"
#include "account/email_now.mail.hpp"
#include "account/email_stopped.mail.hpp"
#include "account/words.hpp"
#include "accounts/email_change_paths.hpp"
#include "app.hpp"
#include "practices/notices.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "values/person_name.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

struct Mail {
    FilledMail mail;
    std::string_view purpose;
    std::string to;
    Time expires_at;
    std::string link = {};
    std::optional<Word> link_label = {};
    Urgency urgency = Urgency::other;
};

void send(Transaction& transaction, App const& app, EmailChangeOf const& of, Mail const& mail) {
    app.notices.queue(transaction,
                      {.mail = mail.mail,
                       .purpose = mail.purpose,
                       // Each time that it is sent.
                       .about_id = new_id<EmailChange>(of.now, app.random).text(),
                       .to = mail.to,
                       .person = short_name(of.account.name),
                       .practice = of.practice,
                       .language = of.account.language,
                       .urgency = mail.urgency,
                       .expires_at = mail.expires_at,
                       .link = mail.link,
                       .link_label = mail.link_label},
                      of.now);
}

std::string new_link(Transaction& transaction, App const& app, EmailChangeOf const& of, EmailLink kind) {
    auto const token = new_link_token(app.random);
    add_email_link(transaction, {of.change.id, kind, of.now}, token);
    return app.site.public_url +
           std::string(kind == EmailLink::confirm ? confirm_email_path : stop_email_path) + token.reveal();
}

// "j•••@post.example": whoever reads the old mailbox need not learn the new address.
std::string hinted(std::string const& email) {
    auto const at = email.find('@');
    return email.substr(0, 1) + "•••" + (at == std::string::npos ? "" : email.substr(at));
}

FilledWord how_from_now_on(Account const& account) {
    if (account.has_email_name) return words::account::mail_sign_in_by_new_address;
    return words::account::mail_sign_in_by_number{.number = account.key()};
}

}  // namespace

void send_confirm_link(Transaction& transaction, App const& app, EmailChangeOf const& of) {
    auto const link = new_link(transaction, app, of, EmailLink::confirm);
    auto const ends = of.change.facts.made_at + confirm_link_lasts;
    send(transaction, app, of,
         {.mail = mails::account::email_confirm{.link = link, .until = until(ends, of.account.language)},
          .purpose = "email_confirm",
          .to = of.change.new_email,
          .expires_at = ends,
          .link = link,
          .link_label = words::account::mail_confirm_email,
          .urgency = Urgency::asked_for});
}

void tell_old_address_asked(Transaction& transaction, App const& app, EmailChangeOf const& of) {
    auto const link = new_link(transaction, app, of, EmailLink::stop);
    send(transaction, app, of,
         {.mail = mails::account::email_asked{.when = date_and_time(of.now, of.account.language),
                                              .address = hinted(of.change.new_email),
                                              .link = link},
          .purpose = "email_asked",
          .to = of.change.old_email,
          .expires_at = of.now + std::chrono::hours(72),
          .link = link,
          .link_label = words::account::mail_stop_email});
}

void tell_changed_address(Transaction& transaction, App const& app, EmailChangeOf const& of) {
    auto const link = new_link(transaction, app, of, EmailLink::stop);
    auto const when = date_and_time(of.now, of.account.language);
    send(transaction, app, of,
         {.mail = mails::account::email_changed{.when = when,
                                                .address = hinted(of.change.new_email),
                                                .how = app.catalogue.text(how_from_now_on(of.account),
                                                                          of.account.language),
                                                .until = until(of.now + stop_link_lasts, of.account.language),
                                                .link = link},
          .purpose = "email_changed",
          .to = of.change.old_email,
          .expires_at = of.now + std::chrono::hours(72),
          .link = link,
          .link_label = words::account::mail_stop_email});
    send(transaction, app, of,
         {.mail = mails::account::email_now{.when = when, .name = of.account.key()},
          .purpose = "email_now",
          .to = of.change.new_email,
          .expires_at = of.now + std::chrono::hours(72)});
}

void tell_stopped_address(Transaction& transaction, App const& app, EmailChangeOf const& of) {
    for (auto const& address : {of.change.old_email, of.change.new_email})
        send(transaction, app, of,
             {.mail = mails::account::email_stopped{.when = date_and_time(of.now, of.account.language)},
              .purpose = "email_stopped",
              .to = address,
              .expires_at = of.now + std::chrono::hours(72)});
}

}  // namespace voordeur
