// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/recovery_notices.hpp"

#include <chrono>

#include "factors/sms/sms_factor.hpp"
#include "practices/contact.hpp"
#include "practices/practice_store.hpp"
#include "practices/sign_in_address.hpp"
#include "recoveries/done.mail.hpp"
#include "recoveries/opens.mail.hpp"
#include "recoveries/recovery_link_store.hpp"
#include "recoveries/sms_resumed.mail.hpp"
#include "recoveries/sms_stopped.mail.hpp"
#include "recoveries/stopped.mail.hpp"
#include "recoveries/waits.mail.hpp"
#include "recoveries/words.hpp"
#include "values/customer_number.hpp"
#include "values/gsm_text.hpp"
#include "values/person_name.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::size_t sms_places = 160;
constexpr std::chrono::hours told_within{72};

// Which of a couple that shares a mailbox: the last four of the customer number.
std::string end_of_number(Account const& account) {
    auto const& number = account.customer_number;
    return number.substr(number.size() - std::min<std::size_t>(4, number.size()));
}

std::string name_of(RecoveryRooms const& rooms, Told const& told) {
    return told.practice ? told.practice->name : rooms.catalogue.term("service", told.owner.account.language);
}

// One SMS, whatever the practice is called: its name is cut.
template <class Sentence>
std::string sms_with(RecoveryRooms const& rooms, Told const& told, Sentence const& sentence) {
    auto name = gsm_text(name_of(rooms, told));
    for (;;) {
        auto text = gsm_text(rooms.catalogue.text(sentence(name), told.owner.account.language));
        if (gsm_length(text) <= sms_places || name.empty()) return text;
        name.pop_back();
    }
}

struct Notice {
    std::string_view purpose;
    std::string about_id;
    FilledMail mail;
    std::string sms;
    std::string link = {};
    std::optional<Word> link_label = {};
};

void send_mail(RecoveryStep const& step, Told const& told, Notice const& notice) {
    queue_for_owner(step.transaction, step.rooms.notices,
                    {told.owner,
                     {.mail = notice.mail,
                      .purpose = notice.purpose,
                      .about_id = notice.about_id,
                      .send_number = next_send(step.transaction, notice.about_id, notice.purpose),
                      .practice = told.practice,
                      .expires_at = step.now + told_within,
                      .link = notice.link,
                      .link_label = notice.link_label}},
                    step.now);
}

void send_sms(RecoveryStep const& step, Told const& told, Notice const& notice) {
    auto const practice = told.practice ? told.practice->name : "";
    for (auto const& phone : told.phones) {
        NewMessage message;
        message.purpose = std::string(notice.purpose) + "_sms";
        message.about_id = notice.about_id;
        message.send_number = next_send(step.transaction, message.about_id, message.purpose);
        if (told.practice) message.practice_id = told.practice->id;
        message.expires_at = step.now + told_within;
        message.content =
            Sms{.to_e164 = phone.e164(),
                .text = notice.sms,
                .country = phone.region(),
                .sender = step.rooms.catalogue.sms_sender(practice, told.owner.account.language)};
        step.rooms.outbox.queue(step.transaction, message, step.now);
    }
}

void tell(RecoveryStep const& step, Told const& told, Notice const& notice) {
    send_mail(step, told, notice);
    send_sms(step, told, notice);
}

// One for the mail, another for the SMS: whoever deletes the one does not know the other.
std::string new_stop_link(RecoveryStep const& step, Recovery const& draft) {
    auto const token = new_link_token(step.rooms.random);
    add_stop_link(step.transaction, {draft.account_id, draft.id}, token, step.now);
    return step.rooms.site + std::string(stop_recovery_path) + token.reveal();
}

// Whom to call, in few places.
std::string phone_of(RecoveryRooms const& rooms, Told const& told) {
    return contact_for(told.practice, rooms.notices.operated_by()).phone;
}

// More of a paragraph, where there is something to say.
std::string deletion_text(RecoveryRooms const& rooms, Told const& told, Committed const& committed) {
    if (!committed.stopped_deletion) return "";
    return " " + rooms.catalogue.text(words::recoveries::mail_no_deletion, told.owner.account.language);
}

}  // namespace

Told whom_to_tell(RecoveryStep const& step, Account const& account) {
    auto const practices = practices_of_account(step.transaction, account.id);
    Told told{owner_to_tell(step.transaction, account, step.now),
              practices.empty() ? std::nullopt : std::optional(practices.front()),
              {}};
    for (auto const& factor : factors_of(step.transaction, account.id))
        if (factor.facts.kind == SmsFactor::kind.name)
            told.phones.push_back(PhoneNumber::from_e164(secret_of(factor, step.rooms.sealer)));
    return told;
}

void tell_of_wait(RecoveryStep const& step, Told const& told, Recovery const& waiting) {
    auto const when = date_and_time(waiting.wait.value().opens_at, told.owner.account.language);
    auto const link = new_stop_link(step, waiting);
    auto const by_sms = without_scheme(new_stop_link(step, waiting));
    auto const sentence = [&, whose = initials(told.owner.account.name)](std::string const& practice) {
        return words::recoveries::sms_waits{.person = whose, .practice = practice, .link = by_sms};
    };
    tell(step, told,
         {.purpose = "recovery_waits",
          .about_id = waiting.id.text(),
          .mail =
              mails::recoveries::waits{
                  .when = when, .number = end_of_number(told.owner.account), .link = link},
          .sms = sms_with(step.rooms, told, sentence),
          .link = link,
          .link_label = words::recoveries::mail_stop});
}

void tell_of_hour(RecoveryStep const& step, Told const& told, Recovery const& waiting) {
    auto const language = told.owner.account.language;
    auto const link = new_stop_link(step, waiting);
    auto const until = date_and_time(waiting.wait.value().opens_at + commit_window, language);
    send_mail(step, told,
              {.purpose = "recovery_opens",
               .about_id = waiting.id.text(),
               .mail =
                   mails::recoveries::opens{
                       .number = end_of_number(told.owner.account), .until = until, .link = link},
               .sms = {},
               .link = link,
               .link_label = words::recoveries::mail_stop});
}

void tell_of_stop(RecoveryStep const& step, Told const& told, Id<Recovery> const& stopped) {
    auto const when = date_and_time(step.now, told.owner.account.language);
    auto const sentence = [&, whose = initials(told.owner.account.name)](std::string const& practice) {
        return words::recoveries::sms_stopped{.person = whose, .practice = practice};
    };
    tell(step, told,
         {.purpose = "recovery_stopped",
          .about_id = stopped.text(),
          .mail = mails::recoveries::stopped{.number = end_of_number(told.owner.account), .when = when},
          .sms = sms_with(step.rooms, told, sentence)});
}

// A telephone may be lost and found more than once.
void tell_of_stopped_sms(RecoveryStep const& step, Told const& told, Id<Factor> const& phone) {
    auto const sentence = [&, whose = initials(told.owner.account.name)](std::string const& practice) {
        return words::recoveries::sms_phone_stopped{
            .person = whose, .practice = practice, .phone = phone_of(step.rooms, told)};
    };
    tell(step, told,
         {.purpose = "sms_stopped",
          .about_id = phone.text(),
          .mail = mails::recoveries::sms_stopped{.when = date_and_time(step.now, told.owner.account.language),
                                                 .number = end_of_number(told.owner.account)},
          .sms = sms_with(step.rooms, told, sentence)});
}

void tell_of_resumed_sms(RecoveryStep const& step, Told const& told, Id<Factor> const& phone) {
    auto const sentence = [&, whose = initials(told.owner.account.name)](std::string const& practice) {
        return words::recoveries::sms_phone_resumed{
            .person = whose, .practice = practice, .phone = phone_of(step.rooms, told)};
    };
    tell(step, told,
         {.purpose = "sms_resumed",
          .about_id = phone.text(),
          .mail = mails::recoveries::sms_resumed{.when = date_and_time(step.now, told.owner.account.language),
                                                 .number = end_of_number(told.owner.account)},
          .sms = sms_with(step.rooms, told, sentence)});
}

void tell_of_commit(RecoveryStep const& step, Told const& told, Committed const& committed) {
    auto const language = told.owner.account.language;
    auto const link = new_stop_link(step, committed.draft);
    auto const phone = phone_of(step.rooms, told);
    auto const how = told.is_former
                         ? FilledWord(words::recoveries::done_elsewhere)
                         : FilledWord(words::recoveries::done_sign_in{.name = told.owner.account.key()});
    auto const sentence = [&, whose = initials(told.owner.account.name)](std::string const& practice) {
        return words::recoveries::sms_done{.person = whose, .practice = practice, .phone = phone};
    };
    tell(step, told,
         {.purpose = "recovery_done",
          .about_id = committed.draft.id.text(),
          .mail = mails::recoveries::done{.when = date_and_time(step.now, language),
                                          .number = end_of_number(told.owner.account),
                                          .deletion = deletion_text(step.rooms, told, committed),
                                          .how = step.rooms.catalogue.text(how, language),
                                          .until = date_and_time(step.now + recovery_hold, language),
                                          .link = link},
          .sms = sms_with(step.rooms, told, sentence),
          .link = link,
          .link_label = words::recoveries::mail_stop});
}

}  // namespace voordeur
