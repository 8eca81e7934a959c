// SPDX-License-Identifier: EUPL-1.2
#include "patients/mails.hpp"

#include "audit/audit.hpp"
#include "base/id.hpp"
#include "patients/confirmation.mail.hpp"
#include "patients/invitation.mail.hpp"
#include "patients/link_paths.hpp"
#include "patients/locked.mail.hpp"
#include "patients/words.hpp"
#include "values/person_name.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

std::string link_url(PatientRooms const& rooms, LinkKind kind, LinkToken const& token) {
    return rooms.site + std::string(path_of(kind)) + token.reveal();
}

FilledMail mail_with(std::string const& link, LinkMail const& mail) {
    auto const works_until = until(link_expires_at(mail.kind, mail.now), mail.language);
    if (mail.kind == LinkKind::invitation)
        return mails::patients::invitation{.link = link, .until = works_until};
    return mails::patients::confirmation{.link = link, .until = works_until};
}

}  // namespace

void send_link(Transaction& transaction, PatientRooms const& rooms, Registration const& registration,
               LinkMail const& mail) {
    auto const now = mail.now;
    auto const token = new_link_token(rooms.random);
    add_link(transaction, {new_id<NewLink>(now, rooms.random), registration.id, mail.kind, now}, token);
    auto const link = link_url(rooms, mail.kind, token);
    auto const is_invitation = mail.kind == LinkKind::invitation;
    rooms.notices.queue(
        transaction,
        {.mail = mail_with(link, mail),
         .purpose = mail_purpose(mail.kind),
         .about_id = registration.id.text(),
         .send_number = next_send(transaction, registration.id.text(), mail_purpose(mail.kind)),
         .to = registration.email,
         .person = initials(registration.name),
         .practice = find_practice(transaction, registration.practice_id),
         .language = mail.language,
         .urgency = mail.urgency,
         .expires_at = link_expires_at(mail.kind, now),
         .link = link,
         .link_label = is_invitation ? words::patients::mail_begin : words::patients::mail_go_on},
        now);
}

MailVerdict next_link_mail(Transaction& transaction, PatientRooms const& rooms,
                           Registration const& registration, LinkMail const& mail) {
    return may_send_mail(mail_history(transaction, registration.id, mail.kind, mail.now), rooms.limits.mail,
                         mail.now);
}

MailVerdict send_link_again(Transaction& transaction, PatientRooms const& rooms,
                            Registration const& registration, LinkMail const& mail) {
    auto const verdict = next_link_mail(transaction, rooms, registration, mail);
    if (std::holds_alternative<MailMayGo>(verdict)) send_link(transaction, rooms, registration, mail);
    return verdict;
}

void tell_practice_locked(Transaction& transaction, PatientRooms const& rooms,
                          Registration const& registration, Time now) {
    rooms.audit.record(transaction,
                       {.type = AuditType::registration_locked,
                        .action = Action::update,
                        .outcome = Outcome::serious,
                        .actor = Actor::voordeur_itself(),
                        .object = registration.id,
                        .practice_id = registration.practice_id},
                       now);
    auto const practice = find_practice(transaction, registration.practice_id);
    if (!practice || practice->email.empty()) return;
    rooms.notices.queue(
        transaction,
        {.mail = mails::patients::locked{.registration = registration.id.text(),
                                         .operator_contact = ways_to_reach(rooms.notices.operated_by())},
         .purpose = "locked",
         .about_id = registration.id.text(),
         // A registration that was unlocked may lock again, and that is told again.
         .send_number =
             static_cast<int>(std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count()),
         .to = practice->email,
         .practice = practice,
         .expires_at = now + std::chrono::hours(72)},
        now);
}

}  // namespace voordeur
