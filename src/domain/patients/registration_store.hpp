// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "crypto/sealer.hpp"
#include "crypto/tokens.hpp"
#include "patients/registration_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

// One invitation, with the patient that it is for.
struct Registration {
    std::string id;
    std::string practice_id;
    std::string patient_id;
    std::string customer_number;
    std::optional<std::string> sealed_super_pin_hash;
    std::optional<Time> letter_expires_at;
    RegistrationFacts facts;
    std::int64_t details_tries = 0;
    std::int64_t super_pin_tries = 0;
    std::optional<std::string> proved_by;  // details or letter
    std::optional<std::string> sealed_password_hash;
    std::optional<std::string> last_wrong_try;  // a MAC, see note_wrong_try

    std::string name;
    std::string email;
    std::string birth_date;
    std::string postcode;
};

// The row stays locked until the transaction ends.
std::optional<Registration> find_registration(Transaction& transaction, std::string const& id);

struct FoundLink {
    std::string registration_id;
    LinkFacts facts;
};
std::optional<FoundLink> find_link(Transaction& transaction, LinkKind kind, std::string const& token);
struct NewLink {
    std::string id;
    std::string registration_id;
    LinkKind kind;
    Time made_at;
};
void add_link(Transaction& transaction, NewLink const& link, LinkToken const& token);
void end_links(Transaction& transaction, std::string const& registration_id, Time now);
// How many of a kind were ever made; the number of a mail's send.
int count_links(Transaction& transaction, std::string const& registration_id, LinkKind kind);
MailHistory mail_history(Transaction& transaction, std::string const& registration_id, LinkKind kind,
                         Time now);

std::string browser_hash(std::string const& browser);
bool has_visit(Transaction& transaction, std::string const& registration_id, std::string const& browser,
               Time now);
void add_visit(Transaction& transaction, std::string const& registration_id, std::string const& browser,
               Time now);

// Counts a try before it is checked; the number made, or nullopt when none was left.
std::optional<std::int64_t> take_super_pin_try(Transaction& transaction, std::string const& id, int most);
void give_back_super_pin_try(Transaction& transaction, std::string const& id);
std::optional<std::int64_t> take_details_try(Transaction& transaction, std::string const& id, int most);
void give_back_details_try(Transaction& transaction, std::string const& id);
// `mac` is of what was typed together with what it was compared with: the same typed again, as Reload does,
// is no new guess and is not counted, until the practice corrects what it is compared with. A wrong password
// has the same in its throttle, see throttle_rules.hpp.
void note_wrong_try(Transaction& transaction, std::string const& id, std::string const& mac);
// True for the one that locked it.
bool lock_registration(Transaction& transaction, std::string const& id, Time now);
bool unlock_registration(Transaction& transaction, std::string const& id);
// Takes back a lock that is no older than `since`, unless wrong details made it; tries stay counted.
void lift_lock(Transaction& transaction, std::string const& id, Time since, int most_details_tries);

void note_person_proved(Transaction& transaction, std::string const& id, std::string_view by, Time now);
void save_registration_password(Transaction& transaction, std::string const& id,
                                std::string const& sealed_hash);

// By what proved the person: a password chosen under the confirmation link is none for whoever typed the
// letter's super-PIN, nor the other way round. Two people may be at work on one registration.
SealContext registration_password_context(std::string const& id, bool by_letter);
std::optional<std::string> chosen_password_hash(Registration const& registration, bool by_letter,
                                                Sealer const& sealer);
SealContext registration_super_pin_context(std::string const& id);

}  // namespace voordeur
