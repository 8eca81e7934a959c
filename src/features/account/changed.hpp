// SPDX-License-Identifier: EUPL-1.2
// What follows every change of the ways to sign in.
#pragma once

#include <string>

#include "audit/audit_catalogue.hpp"
#include "crypto/tokens.hpp"
#include "page_function.hpp"
#include "words/word.hpp"

namespace voordeur {

class Transaction;

struct WaysChange {
    FilledWord what;  // a sentence, for the mail
    AuditType type;
    bool removes = false;
};
// To the owner's address, and where the account was told until three days ago.
struct ChangeMail {
    FilledMail mail;
    std::string_view purpose;
};
void tell_owner(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                ChangeMail const& told);
// One mail about a change that leaves other sessions as they are, or ended them itself.
void tell_changed(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                  FilledWord const& what);
// In the transaction of the change: a line in the audit log, one mail, and every session of the account ends
// but this one, which goes on under the id that is given back.
CookieToken note_change(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                        WaysChange const& change);
// The same without its mail.
struct AuditedChange {
    AuditType type;
    bool removes = false;
};
CookieToken go_on_alone(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                        AuditedChange const& change);
// To the account's page, which says that it is done.
Response to_changed_account(App const& app, CookieToken const& session);

}  // namespace voordeur
