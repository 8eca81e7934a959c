// SPDX-License-Identifier: EUPL-1.2
#include "account/paper_codes.hpp"

#include "account/changed.hpp"
#include "account/paper_codes.html.hpp"
#include "account/sheet.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "known_browser.hpp"
#include "page.hpp"
#include "pdf/make_pdf.hpp"
#include "problem_pages.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::account_paper_codes;

SetUpWanted set_of(App const& app, PatientVisitor const& visitor) {
    return {visitor.account().id, this_browser(app, visitor).token};
}

std::optional<Challenge> lock_made(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    return lock_open_set_up(transaction, PaperCodes::kind, set_of(app, visitor), visitor.now());
}

std::optional<Challenge> made_set(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) { return lock_made(transaction, app, visitor); });
}

bool has_used_paper(PatientVisitor const& visitor) {
    for (auto const& method : visitor.session().methods)
        if (method.name == PaperCodes::kind.name) return true;
    return false;
}

Response begin_page(App const& app, PatientVisitor const& visitor) {
    auto const left = app.database.read(
        [&](Transaction& transaction) { return PaperCodes::left(transaction, visitor.account().id); });
    auto page = page_for(app, visitor, html::file, words::account::paper_title);
    page.set(html::ACCOUNT_URL, urls::account)
        .set(html::MAKE_URL, urls::account_paper_codes)
        .show(html::BEGIN);
    if (left > 0) page.show(html::REPLACES);
    if (left > 0 && left <= PaperCodes::few) page.show(html::LOW{.left = left});
    if (left == 0 && has_used_paper(visitor)) page.show(html::NONE_LEFT);
    return page.respond();
}

Response shown_page(App const& app, PatientVisitor const& visitor, Challenge const& made,
                    std::optional<Word> error) {
    auto page = page_for(app, visitor, html::file, words::account::paper_title);
    page.set(html::ACCOUNT_URL, urls::account)
        .set(html::PDF_URL, urls::account_paper_codes_sheet)
        .set(html::KEPT_URL, urls::account_paper_codes_kept)
        .set(html::EMAIL, visitor.account().key())
        .set(html::SITE, shown_sign_in_address(app, visitor))
        .show(html::SHOWN);
    for (auto const& code : app.paper_codes.codes_of(made)) {
        std::string_view const characters = code.reveal();
        page.add(html::CODE)
            .set(html::PART_1, characters.substr(0, 4))
            .set(html::PART_2, characters.substr(4, 4))
            .set(html::PART_3, characters.substr(8));
    }
    page.field(html::KEPT_FIELD,
               CheckboxField{.name = "kept", .label = words::account::paper_kept, .error = error});
    return page.respond(error ? 422 : 200);
}

// nullopt: another request did it, or an hour is over.
std::optional<CookieToken> activate(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    if (!lock_for_change(transaction, visitor)) return std::nullopt;
    auto const made = lock_made(transaction, app, visitor);
    if (!made || !app.paper_codes.activate(transaction, *made, visitor.now())) return std::nullopt;
    return note_change(transaction, app, visitor,
                       {words::account::told_paper_codes, AuditType::second_factor_paper_codes_bound});
}

}  // namespace

Response show_paper_codes(App const& app, PatientVisitor const& visitor) {
    auto const made = made_set(app, visitor);
    return made ? shown_page(app, visitor, *made, std::nullopt) : begin_page(app, visitor);
}

Response submit_paper_codes(App const& app, PatientVisitor const& visitor) {
    auto const& account_id = visitor.account().id;
    auto const is_made = app.database.transaction([&](Transaction& transaction) {
        // Before any of its challenges, as everywhere.
        if (!lock_for_change(transaction, visitor) || lock_made(transaction, app, visitor)) return true;
        if (is_too_often(transaction, visitor, AuditType::second_factor_paper_codes, account_id))
            return false;
        app.paper_codes.make_set(transaction, set_of(app, visitor), visitor.now());
        record_step(
            transaction, app, visitor,
            {.type = AuditType::second_factor_paper_codes, .action = Action::create, .object = account_id});
        return true;
    });
    return is_made ? see_other(urls::account_paper_codes) : too_often_page(app, visitor);
}

Response submit_kept_paper_codes(App const& app, PatientVisitor const& visitor) {
    auto const made = made_set(app, visitor);
    if (!made) return see_other(urls::account_paper_codes);
    if (!visitor.form.has("kept")) return shown_page(app, visitor, *made, words::account::paper_not_kept);
    auto const session = app.database.transaction(
        [&](Transaction& transaction) { return activate(transaction, app, visitor); });
    return session ? to_changed_account(app, *session) : see_other(urls::account);
}

Response show_paper_codes_sheet(App const& app, PatientVisitor const& visitor) {
    auto const made = made_set(app, visitor);
    if (!made) return see_other(urls::account_paper_codes);
    auto pdf = app.pdf.make_for(visitor.account().id.text(),
                                paper_codes_sheet(app, visitor, app.paper_codes.codes_of(*made)));
    if (!pdf) return busy_page(app, visitor);
    Response response;
    response.content_type = "application/pdf";
    response.body = std::move(*pdf);
    return response.with_header("Content-Disposition", "attachment; filename=\"papieren-codes.pdf\"");
}

}  // namespace voordeur
