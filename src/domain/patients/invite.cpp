// SPDX-License-Identifier: EUPL-1.2
#include "patients/invite.hpp"

#include <algorithm>
#include <stdexcept>

#include "accounts/account_store.hpp"
#include "audit/audit.hpp"
#include "base/id.hpp"
#include "base/overloaded.hpp"
#include "patients/letter.hpp"
#include "patients/link_store.hpp"
#include "patients/mails.hpp"
#include "patients/patient_store.hpp"

namespace voordeur {
namespace {

// A taken customer number, or another invitation in the same moment: everything is looked at again.
constexpr int most_tries = 5;

// The rows that the invitation is about; new ones have their ids before they are made.
struct Target {
    Id<Patient> patient_id;
    Id<Registration> registration_id;
    CustomerNumber customer_number;
    bool new_patient = true;
    bool new_registration = true;
    bool details_changed = false;
    bool address_changed = false;
    bool locked = false;
    Language language = Language::dutch;
    std::optional<Id<Registration>> look_alike = {};
};
struct NumberTaken {};  // the new customer number is somebody's
using Plan = std::variant<Target, NumberTaken, AlreadyCompleted, PatientNumberNeeded, PatientNumberTaken,
                          NameDiffers, NoSuchRegistration, LetterNeeded>;

struct PreparedLetter {
    std::string super_pin_hash;
    std::string pdf;
    Time expires_at;
};

PatientDetails details_of(Invitation const& invitation) {
    return {invitation.patient_number, invitation.email.text(), invitation.birth_date.iso(),
            invitation.postcode.text(), invitation.name.text()};
}

bool lacks_letter(Invitation const& invitation, std::optional<Registration> const& registration, bool changed,
                  Time now) {
    LetterFacts facts{invitation.practice.letter_required, invitation.with_letter, std::nullopt};
    if (registration && !changed) facts.earlier_until = registration->letter_expires_at;
    return is_letter_missing(facts, now);
}

// `fresh` has the ids and the number of what is not there yet.
Plan plan_for_known(Transaction& transaction, Invitation const& invitation, StoredPatient const& patient,
                    Target fresh) {
    fresh.patient_id = patient.id;
    fresh.new_patient = false;
    fresh.details_changed = ends_earlier_links(patient.details, details_of(invitation));
    fresh.address_changed = ends_invitations(patient.details, details_of(invitation));
    auto const id = newest_registration_of(transaction, patient.id);
    if (!id) return fresh;
    auto const registration = lock_registration(transaction, *id);
    if (patient.has_account) return AlreadyCompleted{patient.id};
    fresh.language = invitation.language.value_or(registration->language);
    if (registration->facts.completed_at) return fresh;  // its account was closed
    fresh.registration_id = registration->id;
    fresh.customer_number = CustomerNumber::parse(registration->customer_number).value();
    fresh.new_registration = false;
    fresh.locked = registration->facts.locked_at.has_value();
    return fresh;
}

// Whose number it is may not be changed by the way.
bool is_number_of_another(std::vector<StoredPatient> const& patients, Invitation const& invitation,
                          Id<Patient> const& patient_id) {
    return invitation.patient_number && std::ranges::any_of(patients, [&](StoredPatient const& patient) {
               return patient.details.patient_number == invitation.patient_number && patient.id != patient_id;
           });
}

Plan plan_for_named(Transaction& transaction, Invitation const& invitation,
                    std::vector<StoredPatient> const& patients, Target const& fresh) {
    if (invitation.is_somebody_new)
        return is_number_of_another(patients, invitation, fresh.patient_id) ? Plan(PatientNumberTaken{})
                                                                            : Plan(fresh);
    auto const patient = patient_of_registration(transaction, *invitation.corrected, invitation.practice.id);
    if (!patient) return NoSuchRegistration{};
    if (is_number_of_another(patients, invitation, patient->id)) return PatientNumberTaken{};
    return plan_for_known(transaction, invitation, *patient, fresh);
}

Plan ask_who_is_meant(Transaction& transaction, StoredPatient const& patient, Target const& fresh) {
    auto const id = newest_registration_of(transaction, patient.id);
    if (!id) return fresh;
    return NameDiffers{patient.details.name, *id};
}

Target as_new(Transaction& transaction, std::vector<StoredPatient> const& patients,
              Invitation const& invitation, Target fresh) {
    auto const alike = std::ranges::find_if(patients, [&](StoredPatient const& patient) {
        return looks_alike(patient.details, details_of(invitation));
    });
    if (alike != patients.end()) fresh.look_alike = newest_registration_of(transaction, alike->id);
    return fresh;
}

Plan plan_for(Transaction& transaction, Invitation const& invitation, Target const& fresh) {
    auto const details = details_of(invitation);
    auto const patients = patients_like(transaction, invitation.practice.id, details);
    if (invitation.corrected || invitation.is_somebody_new)
        return plan_for_named(transaction, invitation, patients, fresh);
    std::vector<PatientDetails> known;
    for (auto const& patient : patients) known.push_back(patient.details);
    return std::visit(
        overloaded{[&](NewPatient) -> Plan { return as_new(transaction, patients, invitation, fresh); },
                   [&](SeveralPatients) -> Plan { return PatientNumberNeeded{}; },
                   [&](PerhapsKnownPatient found) {
                       return ask_who_is_meant(transaction, patients[found.index], fresh);
                   },
                   [&](KnownPatient found) {
                       return plan_for_known(transaction, invitation, patients[found.index], fresh);
                   }},
        match_patient(known, details));
}

Plan checked_plan(Transaction& transaction, Invitation const& invitation, Target const& fresh, Time now) {
    auto plan = plan_for(transaction, invitation, fresh);
    auto const* target = std::get_if<Target>(&plan);
    if (!target) return plan;
    if (target->new_registration && is_customer_number_taken(transaction, target->customer_number.text()))
        return NumberTaken{};
    auto const earlier =
        target->new_registration ? std::nullopt : lock_registration(transaction, target->registration_id);
    if (lacks_letter(invitation, earlier, target->details_changed, now)) return LetterNeeded{};
    return plan;
}

PreparedLetter prepare_letter(PatientRooms const& rooms, Invitation const& invitation, Target const& target,
                              Time now) {
    auto const super_pin = SuperPin::make(rooms.random);
    auto const hash = rooms.hasher.hash(super_pin.reveal());
    if (!hash) throw std::runtime_error("This machine is too busy to make the letter; try again.");
    auto const expires_at = now + letter_lifetime;
    Letter const letter{invitation.practice, invitation.name.text(), target.customer_number, super_pin,
                        expires_at,          target.language};
    return {*hash, make_letter(rooms, letter, now), expires_at};
}

struct Prepared {
    Target target;
    std::optional<PreparedLetter> letter;
    Time now;
};

void save_patient(Transaction& transaction, Sealer const& sealer, Invitation const& invitation,
                  Prepared const& prepared) {
    auto const& target = prepared.target;
    auto const phone = invitation.phone ? std::optional(invitation.phone->e164()) : std::nullopt;
    PatientRow const row{
        target.patient_id,  invitation.practice.id, details_of(invitation), invitation.name.text(), phone,
        invitation.language};
    if (target.new_patient)
        add_patient(transaction, row, sealer, prepared.now);
    else
        update_patient(transaction, row, sealer);
}

void save_registration(Transaction& transaction, Invitation const& invitation, Target const& target,
                       Time now) {
    auto const& id = target.registration_id;
    if (target.new_registration) {
        add_registration(transaction,
                         {id, invitation.practice.id, target.patient_id, target.customer_number.text()}, now);
        return;
    }
    renew_registration(transaction, id, now);
    if (!target.details_changed) return;
    if (target.address_changed) {
        recall(transaction, id.text(), now);
        end_links(transaction, id, now);
    } else {
        end_confirmations(transaction, id, now);
    }
    forget_proofs(transaction, id);
}

AuditEvent invited_event(Invitation const& invitation, Target const& target) {
    return {.type = AuditType::registration_invited,
            .action = target.new_registration ? Action::create : Action::update,
            .outcome = Outcome::success,
            .actor = Actor::the_operator(invitation.actor),
            .object = target.registration_id,
            .practice_id = invitation.practice.id};
}

// False: what was planned does not hold any more, and nothing was done.
bool save(Transaction& transaction, PatientRooms const& rooms, Invitation const& invitation,
          Prepared const& prepared) {
    auto const& [target, letter, now] = prepared;
    lock_practice(transaction, invitation.practice.id);
    auto const plan = checked_plan(transaction, invitation, target, now);
    auto const* again = std::get_if<Target>(&plan);
    if (!again || again->registration_id != target.registration_id || again->patient_id != target.patient_id)
        return false;
    save_patient(transaction, rooms.sealer, invitation, {*again, std::nullopt, now});
    save_registration(transaction, invitation, *again, now);
    if (letter)
        save_letter(
            transaction, target.registration_id,
            rooms.sealer.seal(registration_super_pin_context(target.registration_id), letter->super_pin_hash),
            letter->expires_at);
    auto const registration = lock_registration(transaction, target.registration_id).value();
    send_link(transaction, rooms, registration, {LinkKind::invitation, now, registration.language});
    rooms.audit.record(transaction, invited_event(invitation, *again), now);
    return true;
}

// nullopt: none, all is to be looked at again.
std::optional<InviteOutcome> refusal_of(Plan const& plan) {
    using Refusal = std::optional<InviteOutcome>;
    return std::visit(overloaded{[](Target const&) -> Refusal { return std::nullopt; },
                                 [](NumberTaken) -> Refusal { return std::nullopt; },
                                 [](auto const& refusal) -> Refusal { return InviteOutcome(refusal); }},
                      plan);
}

std::optional<InviteOutcome> try_to_invite(PatientRooms const& rooms, Invitation const& invitation,
                                           Time now) {
    Target const fresh{.patient_id = new_id<Patient>(now, rooms.random),
                       .registration_id = new_id<Registration>(now, rooms.random),
                       .customer_number = CustomerNumber::make(rooms.random),
                       .language = invitation.language.value_or(Language::dutch)};
    auto const plan = rooms.database.read([&](Transaction& transaction) -> Plan {
        if (was_customer_number(transaction, rooms.mac, fresh.customer_number.text())) return NumberTaken{};
        return checked_plan(transaction, invitation, fresh, now);
    });
    auto const* target = std::get_if<Target>(&plan);
    if (!target) return refusal_of(plan);
    Prepared prepared{*target, std::nullopt, now};
    if (invitation.with_letter) prepared.letter = prepare_letter(rooms, invitation, *target, now);
    if (prepared.letter && invitation.keep_letter) invitation.keep_letter(prepared.letter->pdf);
    auto const saved = rooms.database.transaction(
        [&](Transaction& transaction) { return save(transaction, rooms, invitation, prepared); });
    if (!saved) return std::nullopt;
    auto pdf = prepared.letter ? std::optional(std::move(prepared.letter->pdf)) : std::nullopt;
    return Invited{.registration_id = target->registration_id,
                   .patient_id = target->patient_id,
                   .letter_pdf = std::move(pdf),
                   .again = !target->new_registration,
                   .address_changed = target->address_changed,
                   .look_alike = target->look_alike,
                   .locked = target->locked};
}

}  // namespace

InviteOutcome invite(PatientRooms const& rooms, Invitation const& invitation, Time now) {
    for (int tries = 0; tries < most_tries; ++tries) {
        try {
            if (auto outcome = try_to_invite(rooms, invitation, now)) {
                return std::move(*outcome);
            }
        } catch (NotUnique const&) {
            if (tries + 1 == most_tries) throw;
        }
    }
    throw std::runtime_error("The same patient is being invited by somebody else; try again.");
}

}  // namespace voordeur
