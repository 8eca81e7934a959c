// SPDX-License-Identifier: EUPL-1.2
// The mail at the end of a registration: one tells all that was set up.
#pragma once

#include <optional>
#include <string>

#include "page_function.hpp"
#include "practices/practice_store.hpp"
#include "words/word.hpp"

namespace voordeur {

// What every one of these mails says.
struct SetUpFacts {
    std::optional<Practice> practice;  // for whom it is; absent: the operator
    std::string when, name, address;
};
SetUpFacts set_up_facts(App const& app, PatientVisitor const& visitor, std::optional<Practice> practice);

struct SetUpMail {
    SetUpFacts facts;
    FilledMail mail;
    std::string about_id;  // what was bound
};
// In the transaction that binds it.
void tell_set_up(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                 SetUpMail const& told);

}  // namespace voordeur
