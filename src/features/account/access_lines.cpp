// SPDX-License-Identifier: EUPL-1.2
#include "account/access_lines.hpp"

#include "account/event_words.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "audit_names.hpp"
#include "factors/factor_store.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "practices/practice_list.hpp"
#include "practices/practice_store.hpp"
#include "visitor.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

std::vector<AccessObject> objects_of(Transaction& transaction, App const& app,
                                     PatientVisitor const& visitor) {
    auto const& account = visitor.account();
    std::vector<AccessObject> objects{{account.id.text()},
                                      {sign_in_name_object(app, account.customer_number).id()}};
    // What was typed at an address while another account, or none, signed in with it is not about this one.
    if (auto const since = email_name_since(transaction, account.id))
        objects.push_back({sign_in_name_object(app, account.email).id(), *since});
    for (auto const& patient_id : patients_of_account(transaction, account.id))
        for (auto const& id : registrations_of(transaction, patient_id)) objects.push_back({id.text()});
    for (auto const& id : all_factor_ids_of(transaction, account.id)) objects.push_back({id.text()});
    return objects;
}

FilledWord who_of(App const& app, PatientVisitor const& visitor, AccessLine const& line) {
    if (line.role == stored_name(Role::system)) return words::account::log_who_system;
    if (line.role == stored_name(Role::the_operator)) {
        auto const practice =
            line.practice_id ? app.practices.by_id(*line.practice_id, visitor.now()) : std::nullopt;
        if (!practice) return words::account::log_who_operator;
        if (practice->names_in_log)
            return words::account::log_who_named_for{.name = line.who_id, .practice = practice->name};
        return words::account::log_who_operator_for{.practice = practice->name};
    }
    if (line.is_by_others()) return words::account::log_who_unknown;
    return line.who_id == visitor.account().id.text() ? words::account::log_who_you
                                                      : words::account::log_who_link;
}

std::string what_of(App const& app, PatientVisitor const& visitor, AccessLine const& line) {
    auto const words = words_of_event(line.type);
    return words ? app.catalogue.text(*words, visitor.language) : line.type;
}

}  // namespace voordeur
