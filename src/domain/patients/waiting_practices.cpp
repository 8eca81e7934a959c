// SPDX-License-Identifier: EUPL-1.2
#include "patients/waiting_practices.hpp"

#include <chrono>

#include "audit/audit.hpp"
#include "patients/patient_store.hpp"
#include "patients/practice_added.mail.hpp"
#include "patients/registration_store.hpp"
#include "patients/waiting_practices_rules.hpp"
#include "patients/words.hpp"
#include "practices/sign_in_address.hpp"
#include "values/person_name.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::hours mail_of_use_for{72};

AuditEvent linking_event(Account const& account, WaitingRegistration const& waiting,
                         std::string const& network) {
    return {.type = AuditType::registration_linked,
            .action = Action::update,
            .actor = Actor(account.id, network),
            .object = waiting.id,
            .practice_id = waiting.practice_id};
}

MailOrder mail_about(Account const& account, WaitingRegistration const& waiting,
                     std::optional<Practice> practice, SignInCircumstances const& sign_in) {
    auto const address = sign_in_address(sign_in.site, practice);
    return {.mail = mails::patients::practice_added{.when = date_and_time(sign_in.now, account.language),
                                                    .address = address},
            .purpose = "practice_added",
            .about_id = waiting.id.text(),
            .to = account.email,
            .person = short_name(account.name),
            .practice = std::move(practice),
            .language = account.language,
            .expires_at = sign_in.now + mail_of_use_for,
            .link = address,
            .link_label = words::patients::mail_sign_in};
}

// True for exactly one caller. The letter's super-PIN and a password that was chosen are erased.
bool link_waiting(Transaction& transaction, WaitingRegistration const& waiting, Id<Account> const& account_id,
                  Time now) {
    return complete_registration(transaction, waiting.id, now) &&
           link_patient(transaction, {waiting.patient_id, account_id, waiting.proved_by, now});
}

}  // namespace

WhoIsThere who_is_at_address_of(Transaction& transaction, Registration const& registration) {
    auto const has_name = lock_email_name(transaction, registration.email);
    auto const birth_date = BirthDate::from_iso(registration.birth_date);
    for (auto& account : accounts_at(transaction, registration.email))
        if (may_be_linked(birth_date, linked_birth_dates(transaction, account.id)))
            return ItsPersonThere{std::move(account)};
    if (has_name) return AnotherThere{};
    return NobodyThere{};
}

int add_waiting_practices(Transaction& transaction, Notices const& notices, Account const& account,
                          SignInCircumstances const& sign_in) {
    auto added = 0;
    auto const waiting = lock_waiting_registrations(transaction, account.email, sign_in.now);
    if (waiting.empty()) return added;
    auto linked = linked_birth_dates(transaction, account.id);
    for (auto const& registration : waiting) {
        if (!may_be_linked(registration.birth_date, linked) ||
            !link_waiting(transaction, registration, account.id, sign_in.now))
            continue;
        auto practice = find_practice(transaction, registration.practice_id);
        notices.queue(transaction, mail_about(account, registration, std::move(practice), sign_in),
                      sign_in.now);
        sign_in.audit.record(transaction, linking_event(account, registration, sign_in.network), sign_in.now);
        linked.push_back(registration.birth_date);
        ++added;
    }
    return added;
}

}  // namespace voordeur
