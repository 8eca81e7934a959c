// SPDX-License-Identifier: EUPL-1.2
#include "account/access_log.hpp"

#include "account/access_line.html.hpp"
#include "account/access_lines.hpp"
#include "account/access_log.html.hpp"
#include "account/months.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "page.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::account_access_log;
namespace line_names = html::account_access_line;

constexpr std::int64_t lines_a_page = 50;
constexpr std::string_view by_patient = "uzelf";  // ?wie=

struct Shown {
    Time month;  // its first moment
    AccessBy by;
    std::vector<AccessLine> lines;  // one more than a page where there are more
    std::optional<Time> first;
};

Shown shown_of(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        auto const objects = objects_of(transaction, app, visitor);
        auto const month = asked_month(visitor);
        auto const by = visitor.query.text("wie") == by_patient ? AccessBy::the_patient : AccessBy::others;
        AccessRange range{.from = month, .to = next_month(month), .most = lines_a_page + 1};
        if (visitor.query.has("na"))
            range.before = find_access_line(transaction, objects, Id<AuditEvent>(visitor.query.text("na")));
        return Shown{month, by, access_lines(transaction, objects, by, range),
                     first_access(transaction, objects)};
    });
}

std::string url_of(Time month, AccessBy by) {
    auto url = url_of_month(urls::account_log, month);
    if (by == AccessBy::the_patient) url.append("&wie=").append(by_patient);
    return url;
}

std::string line_url(AccessLine const& line) {
    return std::string(urls::account_log_line) + "?regel=" + line.id.text();
}

void add_lines(Page& page, App const& app, PatientVisitor const& visitor, Shown const& shown) {
    for (auto const& line : shown.lines) {
        auto item = page.add(names::LINE);
        item.set(names::WHEN, date_and_time(line.at, visitor.language))
            .set(names::WHAT, what_of(app, visitor, line))
            .set(names::WRONG_URL, line_url(line));
        item.add(names::WHO).set(names::WHO_TEXT, who_of(app, visitor, line));
        if (line.is_refused) item.show(names::REFUSED);
    }
}

void add_none(Page& page, Shown const& shown, std::string const& month) {
    if (!shown.lines.empty()) return;
    if (shown.by == AccessBy::others) page.show(names::NONE_BY_OTHERS{.month = month});
    if (shown.by == AccessBy::the_patient) page.show(names::NONE_BY_YOU{.month = month});
}

void add_months(Page& page, PatientVisitor const& visitor, Shown const& shown) {
    auto const name = [&](Time month) { return month_and_year(month, visitor.language); };
    if (shown.first && *shown.first < shown.month) {
        auto const month = month_before(shown.month);
        page.add(names::EARLIER{.month = name(month)}).set(names::EARLIER_URL, url_of(month, shown.by));
    }
    if (auto const month = next_month(shown.month); month <= visitor.now())
        page.add(names::LATER{.month = name(month)}).set(names::LATER_URL, url_of(month, shown.by));
}

}  // namespace

Response show_access_log(App const& app, PatientVisitor const& visitor) {
    auto shown = shown_of(app, visitor);
    auto const month = month_and_year(shown.month, visitor.language);
    auto page = page_for(app, visitor, names::file, words::account::log_title);
    page.set(names::ACCOUNT_URL, urls::account)
        .set(names::MONTH, month)
        .set(names::OTHERS_URL, url_of(shown.month, AccessBy::others))
        .set(names::YOURS_URL, url_of(shown.month, AccessBy::the_patient))
        .show(shown.by == AccessBy::others ? names::BY_OTHERS : names::BY_YOU);
    auto const are_more = shown.lines.size() > lines_a_page;
    if (are_more) shown.lines.pop_back();
    add_lines(page, app, visitor, shown);
    if (are_more)
        page.add(names::MORE{.month = month})
            .set(names::MORE_URL, url_of(shown.month, shown.by) + "&na=" + shown.lines.back().id.text());
    add_none(page, shown, month);
    add_months(page, visitor, shown);
    return page.respond();
}

Response show_access_line(App const& app, PatientVisitor const& visitor) {
    auto const line = app.database.read([&](Transaction& transaction) {
        return find_access_line(transaction, objects_of(transaction, app, visitor),
                                Id<AuditEvent>(visitor.query.text("regel")));
    });
    if (!line) return see_other(urls::account_log);
    auto page = page_for(app, visitor, line_names::file, words::account::log_line_title);
    page.set(line_names::WHEN, date_and_time(line->at, visitor.language))
        .set(line_names::WHAT, what_of(app, visitor, *line))
        .set(line_names::WHO_TEXT, who_of(app, visitor, *line))
        .set(line_names::LOG_URL, urls::account_log)
        .set(line_names::SESSIONS_URL, urls::account_sessions);
    if (line->is_refused) page.show(line_names::REFUSED);
    return page.show_whom_to_call(line_names::CALL_PRACTICE).respond();
}

}  // namespace voordeur
