// SPDX-License-Identifier: EUPL-1.2
// The two mails with a link. Each makes the link that it carries, in the caller's transaction.
#pragma once

#include "patients/link_store.hpp"
#include "patients/patient_rooms.hpp"
#include "patients/registration_store.hpp"

namespace voordeur {

// Under which purpose it stands in the table `message`, about its registration.
constexpr std::string_view mail_purpose(LinkKind kind) {
    return kind == LinkKind::invitation ? "invitation" : "confirmation";
}

// Language: of the page that the patient is on; Dutch when the practice invites.
struct LinkMail {
    LinkKind kind = LinkKind::invitation;
    Time now;
    Language language = Language::dutch;
    Urgency urgency = Urgency::other;
};
void send_link(Transaction& transaction, PatientRooms const& rooms, Registration const& registration,
               LinkMail const& mail);

// The same where the patient asks for it, within its limits; what hindered it, if anything.
MailVerdict send_link_again(Transaction& transaction, PatientRooms const& rooms,
                            Registration const& registration, LinkMail const& mail);
MailVerdict next_link_mail(Transaction& transaction, PatientRooms const& rooms,
                           Registration const& registration, LinkMail const& mail);

// Tells the practice that a registration is locked: its id, no name and no birth date.
void tell_practice_locked(Transaction& transaction, PatientRooms const& rooms,
                          Registration const& registration, Time now);

}  // namespace voordeur
