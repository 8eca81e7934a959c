// SPDX-License-Identifier: EUPL-1.2
#include "super_pin/make.hpp"

#include "accounts/account_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/id.hpp"
#include "crypto/password_hasher.hpp"
#include "page.hpp"
#include "patients/registration_store.hpp"
#include "problem_pages.hpp"
#include "progress.hpp"
#include "store/database.hpp"
#include "super_pin/make.html.hpp"
#include "super_pin/words.hpp"
#include "urls.hpp"
#include "values/super_pin.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

bool has_pending(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        return find_pending_super_pin(transaction, visitor.account().id, app.sealer, visitor.now())
            .has_value();
    });
}

bool makes_too_many(Transaction& transaction, PatientVisitor const& visitor) {
    return is_too_often(transaction, visitor, AuditType::super_pin_made, visitor.account().id);
}

std::optional<Response> answer_unhashed(App const& app, PatientVisitor const& visitor, bool replacing) {
    if (!replacing && has_pending(app, visitor)) return see_other(urls::keep_super_pin);
    if (app.database.read([&](Transaction& transaction) { return makes_too_many(transaction, visitor); }))
        return too_often_page(app, visitor);
    return std::nullopt;
}

Response make(App const& app, PatientVisitor const& visitor, bool replacing) {
    if (auto answer = answer_unhashed(app, visitor, replacing)) return std::move(*answer);
    auto const super_pin = SuperPin::make(app.random);
    auto const hash = app.hasher.hash(super_pin.reveal());
    if (!hash) return busy_page(app, visitor);
    auto const& account_id = visitor.account().id;
    auto const had_one = app.database.transaction([&](Transaction& transaction) {
        // Two presses at once: the second finds the first one's and leaves it.
        if (!lock_for_change(transaction, visitor)) return false;
        if (has_super_pin(transaction, account_id) || makes_too_many(transaction, visitor)) return false;
        if (!replacing && find_pending_super_pin(transaction, account_id, app.sealer, visitor.now()))
            return false;
        auto const had_one_before = had_super_pin(transaction, account_id);
        add_pending_super_pin(transaction,
                              {new_id<SuperPin>(visitor.now(), app.random), account_id, *hash, visitor.now()},
                              super_pin, app.sealer);
        record_step(transaction, app, visitor,
                    {.type = AuditType::super_pin_made, .action = Action::create, .object = account_id});
        return had_one_before;
    });
    // Whoever saved the one before has to know that it is worth nothing now.
    return see_other(std::string(urls::keep_super_pin) + (had_one ? "?nieuw" : ""));
}

}  // namespace

Response show_make_super_pin(App const& app, PatientVisitor const& visitor) {
    // The short journey made one with the account.
    if (app.is_short_journey && has_pending(app, visitor)) return see_other(urls::keep_super_pin);
    namespace html = html::super_pin_make;
    auto page = page_for(app, visitor, html::file, words::super_pin::make_title);
    fill_progress(page, html::PROGRESS, app, visitor);
    // Who typed the letter's super-PIN keeps it and never comes here.
    if (app.database.read(
            [&](Transaction& transaction) { return had_letter(transaction, visitor.account().id); }))
        page.show(html::LETTER);
    return page.set(html::ACTION, urls::super_pin).respond();
}

Response submit_make_super_pin(App const& app, PatientVisitor const& visitor) {
    return make(app, visitor, false);
}

std::optional<Response> answer_make_early(App const& app, PatientVisitor const& visitor) {
    return answer_unhashed(app, visitor, false);
}

std::optional<Response> answer_new_early(App const& app, PatientVisitor const& visitor) {
    return answer_unhashed(app, visitor, true);
}

Response submit_new_super_pin(App const& app, PatientVisitor const& visitor) {
    return make(app, visitor, true);
}

}  // namespace voordeur
