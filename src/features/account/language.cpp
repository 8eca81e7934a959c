// SPDX-License-Identifier: EUPL-1.2
#include "account/language.hpp"

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "problem_pages.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response submit_language(App const& app, PatientVisitor const& visitor) {
    auto const asked = language_of(visitor.form.text("language"));
    if (!asked) return see_other(urls::account);
    auto const& id = visitor.account().id;
    auto const may = app.database.transaction([&](Transaction& transaction) {
        if (!lock_for_change(transaction, visitor)) return true;  // which the next page says
        if (is_too_often(transaction, visitor, AuditType::account_language, id)) return false;
        if (save_language(transaction, id, *asked))
            record_step(transaction, app, visitor,
                        {.type = AuditType::account_language, .action = Action::update, .object = id});
        return true;
    });
    if (!may) return too_often_page(app, visitor);
    return see_other(std::string(urls::account) + "?taal-gewijzigd");
}

}  // namespace voordeur
