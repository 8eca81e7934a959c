// SPDX-License-Identifier: EUPL-1.2
#include "recovery/lost_phone.hpp"

#include <chrono>

#include "app.hpp"
#include "crypto/sealer.hpp"
#include "factors/factor_store.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "recoveries/stop_sms.hpp"
#include "recovery/lost_phone.html.hpp"
#include "recovery/recovering.hpp"
#include "recovery/words.hpp"
#include "sessions/session_rules.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

// A password of before is one that somebody else may have typed.
constexpr std::chrono::minutes password_is_fresh{10};

bool is_fresh(PatientVisitor const& visitor) {
    SignInNeed const fresh{SignInLevel::password, password_is_fresh};
    return missing(fresh, visitor.session().methods, visitor.now()) != Missing::password;
}

Response to_sign_in(PatientVisitor const& visitor) {
    return see_other(of_practice(urls::sign_in, visitor));
}

}  // namespace

Response show_lost_phone(App const& app, PatientVisitor const& visitor) {
    namespace html = html::recovery_lost_phone;
    auto const phone = app.database.read([&](Transaction& transaction) {
        return find_factor(transaction, visitor.account().id, SmsFactor::kind);
    });
    auto const title = phone ? words::recovery::lost_phone_title : words::recovery::lost_device_title;
    auto page = page_for(app, visitor, html::file, title);
    page.set(html::TITLE, title).show(phone ? html::PHONE : html::DEVICE);
    auto const stops = phone && !phone->facts.stopped_at;
    page.set(html::LOOK, stops ? "secondary" : "primary")
        .set(html::GO_ON_ACTION, urls::lost_phone)
        .set(html::BACK_URL, urls::sign_in_code);
    if (stops) {
        auto const number = PhoneNumber::from_e164(secret_of(*phone, app.sealer));
        page.set(html::STOP_ACTION, urls::stop_sms).show(html::STOPS{.last_two = number.last_two()});
    } else if (phone) {
        page.show(html::STOPPED);
    }
    return page.show_whom_to_call(html::CALL_PRACTICE).respond();
}

Response submit_stop_sms(App const& app, PatientVisitor const& visitor) {
    if (!is_fresh(visitor)) return to_sign_in(visitor);
    app.database.transaction([&](Transaction& transaction) {
        if (!lock_for_change(transaction, visitor)) return;
        stop_sms({transaction, app.recovery, visitor.now()},
                 {visitor.account(), Proof::password, visitor.network});
    });
    return see_other(urls::lost_phone);
}

Response submit_lost_phone(App const& app, PatientVisitor const& visitor) {
    if (!is_fresh(visitor)) return to_sign_in(visitor);
    auto const browser = fresh_browser(app, visitor);
    auto const outcome = app.database.transaction([&](Transaction& transaction) -> BeginOutcome {
        if (!lock_for_change(transaction, visitor)) return NoSuchLink{};
        return begin_draft_by_password(transaction, app.recovery, visitor.account().id, browser.by);
    });
    if (std::holds_alternative<NoSuchLink>(outcome)) return to_sign_in(visitor);  // its session ended
    if (std::holds_alternative<BegunTooOften>(outcome)) return too_often_page(app, visitor);
    auto response = see_other(urls::at_hand);
    set_browser_cookie(app, response, browser);
    return response;
}

}  // namespace voordeur
