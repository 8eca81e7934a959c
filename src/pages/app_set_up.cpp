// SPDX-License-Identifier: EUPL-1.2
#include "app_set_up.hpp"

#include <sstream>

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "app_set_up.html.hpp"
#include "audit/audit.hpp"
#include "factors/totp/totp_factor.hpp"
#include "known_browser.hpp"
#include "page.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "values/customer_number.hpp"
#include "values/qr_code.hpp"
#include "visitor.hpp"

namespace voordeur {
namespace {

namespace names = html::pages_app_set_up;

std::string box_around(QrCode const& code) {
    auto const side = std::to_string(code.side() + 2 * QrCode::quiet_zone);
    auto const start = std::to_string(-QrCode::quiet_zone);
    return start + " " + start + " " + side + " " + side;
}

SetUpWanted set_up_of(App const& app, PatientVisitor const& visitor) {
    return {visitor.account().id, this_browser(app, visitor).token};
}

}  // namespace

AppSecret secret_to_show(App const& app, PatientVisitor const& visitor, Challenge const& set_up) {
    auto const secret = app.totp.secret_of_set_up(set_up);
    auto const number = CustomerNumber::parse(visitor.account().customer_number).value().grouped();
    TotpLabel const label{visitor.practice ? visitor.practice->name : app.site.operated_by.name, number};
    return {otpauth_rest(secret, label), grouped_base32(secret)};
}

void fill_app_set_up(Page& page, IncludeName where, AppSecret const& secret) {
    auto const code = QrCode::of("otpauth://totp/" + secret.otpauth_rest);
    auto item = page.include(where, names::file);
    item.set(names::QR_BOX, box_around(code))
        .set(names::QR_PATH, code.svg_path())
        .set(names::OTPAUTH, secret.otpauth_rest);
    std::istringstream groups(secret.grouped);
    for (std::string group; groups >> group;) item.add(names::GROUP).set(names::CHARACTERS, group);
}

std::optional<Challenge> lock_app_set_up(Transaction& transaction, App const& app,
                                         PatientVisitor const& visitor) {
    return lock_open_set_up(transaction, TotpFactor::kind, set_up_of(app, visitor), visitor.now());
}

bool begin_app_set_up(App const& app, PatientVisitor const& visitor) {
    auto const& account_id = visitor.account().id;
    return app.database.transaction([&](Transaction& transaction) {
        // Before any of its challenges, as everywhere. Of a session that ended the next page says so.
        if (!lock_for_change(transaction, visitor)) return true;
        if (lock_app_set_up(transaction, app, visitor)) return true;
        if (is_too_often(transaction, visitor, AuditType::second_factor_app, account_id)) return false;
        app.totp.set_up(transaction, set_up_of(app, visitor), visitor.now());
        record_step(transaction, app, visitor,
                    {.type = AuditType::second_factor_app, .action = Action::create, .object = account_id});
        return true;
    });
}

}  // namespace voordeur
