// SPDX-License-Identifier: EUPL-1.2
#include "account/download.hpp"

#include "account/changed.hpp"
#include "account/download.html.hpp"
#include "account/own_data.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace names = html::account_download;

constexpr std::chrono::minutes kept_for{5};

// Asked for, and told by mail: nobody saves the files unseen.
bool was_asked_for(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        return are_at_least(
            transaction, {AuditType::account_downloaded, visitor.account().id, visitor.now() - kept_for}, 1);
    });
}

Response file_of(std::string body, std::string_view type, std::string_view name) {
    Response response;
    response.content_type = type;
    response.body = std::move(body);
    return response.with_header("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
}

}  // namespace

Response show_download(App const& app, PatientVisitor const& visitor) {
    auto page = page_for(app, visitor, names::file, words::account::download_title);
    page.set(names::ACTION, urls::account_download).set(names::ACCOUNT_URL, urls::account);
    if (was_asked_for(app, visitor))
        page.set(names::HTML_URL, urls::account_download_html)
            .set(names::JSON_URL, urls::account_download_json)
            .show(names::READY);
    else
        page.show(names::ASK);
    return page.respond();
}

Response submit_download(App const& app, PatientVisitor const& visitor) {
    auto const& id = visitor.account().id;
    auto const may = app.database.transaction([&](Transaction& transaction) {
        if (!lock_for_change(transaction, visitor)) return true;  // which the next page says
        if (is_too_often(transaction, visitor, AuditType::account_downloaded, id)) return false;
        record_step(transaction, app, visitor,
                    {.type = AuditType::account_downloaded, .action = Action::read, .object = id});
        tell_changed(transaction, app, visitor, words::account::told_download);
        return true;
    });
    return may ? see_other(urls::account_download) : too_often_page(app, visitor);
}

Response show_own_data_json(App const& app, PatientVisitor const& visitor) {
    if (!was_asked_for(app, visitor)) return see_other(urls::account_download);
    return file_of(own_data_json(own_data_of(app, visitor), visitor.now()), "application/json",
                   "mijn-gegevens.json");
}

Response show_own_data_html(App const& app, PatientVisitor const& visitor) {
    if (!was_asked_for(app, visitor)) return see_other(urls::account_download);
    return file_of(own_data_html(app, visitor, own_data_of(app, visitor)), "text/html; charset=utf-8",
                   "mijn-gegevens.html");
}

}  // namespace voordeur
