// SPDX-License-Identifier: EUPL-1.2
#include "account/sign_ins.hpp"

#include <algorithm>

#include "account/access_lines.hpp"
#include "account/months.hpp"
#include "account/plain_words.hpp"
#include "account/sign_ins.html.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "audit/access_log_store.hpp"
#include "page.hpp"
#include "sessions/session_store.hpp"
#include "sessions/sign_in_list_rules.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::account_sign_ins;

// Of a month; who guesses at an account has no longer page than this.
constexpr std::int64_t most_events = 500;

struct Shown {
    Time month;
    std::vector<ListedSignIn> sign_ins;
    std::vector<BegunSession> begun;
    std::optional<Time> first;
    bool are_too_many = false;
};

SignInEventKind kind_of(AccessLine const& line) {
    if (line.type == stored_name(AuditType::sign_in_code)) return SignInEventKind::code;
    if (line.type == stored_name(AuditType::sign_in_passkey)) return SignInEventKind::passkey;
    return line.type == stored_name(AuditType::sign_in_password) ? SignInEventKind::password
                                                                 : SignInEventKind::held_up;
}

std::vector<SignInEvent> oldest_first(std::vector<AccessLine> const& lines) {
    std::vector<SignInEvent> events;
    for (auto const& line : lines) events.push_back({line.at, kind_of(line), line.is_refused});
    std::ranges::reverse(events);
    return events;
}

Shown shown_of(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        auto const objects = objects_of(transaction, app, visitor);
        auto const month = asked_month(visitor), end = next_month(month);
        auto const lines = access_lines(transaction, objects, AccessBy::who_signs_in,
                                        {.from = month, .to = end, .most = most_events});
        return Shown{month, listed_sign_ins(oldest_first(lines)),
                     sessions_begun(transaction, visitor.account().id, {month, end}),
                     first_access(transaction, objects),
                     lines.size() == static_cast<std::size_t>(most_events)};
    });
}

FilledWord words_of(ListedSignIn const& sign_in) {
    switch (sign_in.end) {
        case SignInEnd::signed_in:
            if (sign_in.wrong > 0) return words::account::sign_ins_after_wrong_codes{.codes = sign_in.wrong};
            return words::account::sign_ins_signed_in;
        case SignInEnd::by_passkey:
            return words::account::sign_ins_by_passkey;
        case SignInEnd::wrong_codes:
            return words::account::sign_ins_wrong_codes{.codes = sign_in.wrong};
        case SignInEnd::held_up:
            return words::account::sign_ins_held_up;
        case SignInEnd::only_password:
            return words::account::sign_ins_only_password;
        case SignInEnd::wrong_password:
            return words::account::sign_ins_wrong_password{.times = sign_in.wrong};
    }
    return words::account::sign_ins_only_password;
}

// A right password, code or passkey begins a session, in the same moment: that of whoever got in.
void add_device(Page::Item item, Shown const& shown, ListedSignIn const& sign_in) {
    auto const session = std::ranges::find(shown.begun, sign_in.finished_at, &BegunSession::at);
    if (session != shown.begun.end()) item.add(names::ON).set(names::DEVICE, words_for(session->device));
}

void add_months(Page& page, PatientVisitor const& visitor, Shown const& shown) {
    if (shown.first && *shown.first < shown.month) {
        auto const month = month_before(shown.month);
        page.add(names::EARLIER{.month = month_and_year(month, visitor.language)})
            .set(names::EARLIER_URL, url_of_month(urls::account_sign_ins, month));
    }
    if (auto const month = next_month(shown.month); month <= visitor.now())
        page.add(names::LATER{.month = month_and_year(month, visitor.language)})
            .set(names::LATER_URL, url_of_month(urls::account_sign_ins, month));
}

}  // namespace

Response show_sign_ins(App const& app, PatientVisitor const& visitor) {
    auto const shown = shown_of(app, visitor);
    auto const month = month_and_year(shown.month, visitor.language);
    auto page = page_for(app, visitor, names::file, words::account::sign_ins_title);
    page.set(names::ACCOUNT_URL, urls::account)
        .set(names::SESSIONS_URL, urls::account_sessions)
        .set(names::PASSWORD_URL, urls::account_password)
        .set(names::MONTH, month);
    if (shown.are_too_many) page.show(names::TOO_MANY);
    for (auto const& each : shown.sign_ins) {
        auto item = page.add(names::SIGN_IN);
        item.set(names::HOW, words_of(each)).set(names::WHEN, date_and_time(each.at, visitor.language));
        add_device(item, shown, each);
    }
    if (shown.sign_ins.empty()) page.show(names::NONE{.month = month});
    add_months(page, visitor, shown);
    return page.respond();
}

}  // namespace voordeur
