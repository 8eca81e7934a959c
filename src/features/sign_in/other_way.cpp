// SPDX-License-Identifier: EUPL-1.2
#include "sign_in/other_way.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "known_browser.hpp"
#include "page.hpp"
#include "sessions/session_store.hpp"
#include "sign_in/other_way.html.hpp"
#include "sign_in/words.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "ways.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

namespace html = html::sign_in_other_way;

std::vector<Way> ways_of_visitor(App const& app, PatientVisitor const& visitor) {
    return app.database.read(
        [&](Transaction& transaction) { return ways_of(transaction, visitor.account().id, visitor.now()); });
}

Response other_way_page(App const& app, PatientVisitor const& visitor,
                        std::optional<FilledWord> const& error) {
    auto page = page_for(app, visitor, html::file, words::sign_in::other_way_title);
    page.set(html::BACK_URL, urls::sign_in_code).set(html::LOST_URL, urls::lost_phone);
    if (error) page.error("inhoud", *error);
    auto const ways = ways_of_visitor(app, visitor);
    fill_ways_to_ask(page, html::WAYS, visitor,
                     {.ways = ways, .action = urls::sign_in_other_way, .look = "primary"});
    page.show_whom_to_call(html::CALL_PRACTICE);
    return page.respond(error ? 422 : 200);
}

}  // namespace

Response show_other_way(App const& app, PatientVisitor const& visitor) {
    return other_way_page(app, visitor, std::nullopt);
}

Response submit_other_way(App const& app, PatientVisitor const& visitor) {
    auto const outcome = app.database.transaction([&](Transaction& transaction) -> std::optional<SmsStart> {
        if (!lock_for_change(transaction, visitor)) return std::nullopt;
        auto const ways = ways_of(transaction, visitor.account().id, visitor.now());
        auto const way = way_of_kind(ways, visitor.form.text("way"));
        if (!way || !way->can_be_asked()) return std::nullopt;
        auto receiver = sms_receiver(transaction, visitor);
        receiver.browser_key = this_browser(app, visitor).token;
        auto started = ask_for(transaction, {app, receiver, visitor.now()}, way->factor);
        if (auto const* challenge = std::get_if<ChallengeStarted>(&started))
            set_session_challenge(transaction, visitor.session().token_hash, challenge->challenge_id);
        return started;
    });
    if (!outcome) return other_way_page(app, visitor, std::nullopt);
    return std::visit(
        overloaded{
            [&](ChallengeStarted const& started) {
                if (started.sends_sms) wait_for_sms(app, Purpose::sign_in, started.challenge_id);
                return see_other(urls::sign_in_code);
            },
            [&](SmsLimitReached limit) {
                return other_way_page(
                    app, visitor, words::pages::sms_limit_account{.when = when_text(limit.next, visitor)});
            },
            [&](SmsBudgetUsed) { return other_way_page(app, visitor, words::pages::way_not_now); },
        },
        *outcome);
}

}  // namespace voordeur
