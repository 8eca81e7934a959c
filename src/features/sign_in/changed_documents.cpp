// SPDX-License-Identifier: EUPL-1.2
#include "sign_in/changed_documents.hpp"

#include <algorithm>

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "documents/acceptance_store.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "page.hpp"
#include "sessions/next_step_rules.hpp"
#include "sessions/session_store.hpp"
#include "sign_in/changed_documents.html.hpp"
#include "sign_in/documents_refused.html.hpp"
#include "sign_in/words.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/markdown.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace html = html::sign_in_changed_documents;

using OpenDocuments = std::vector<OpenDocument>;

OpenDocuments open_in(Transaction& transaction, PatientVisitor const& visitor, Language language) {
    return open_documents(transaction, visitor.account().id, language);
}

OpenDocuments open_for(App const& app, PatientVisitor const& visitor) {
    return app.database.read(
        [&](Transaction& transaction) { return open_in(transaction, visitor, visitor.language); });
}

std::string ids_of(OpenDocuments const& documents) {
    std::vector<PublishedDocument> current;
    for (auto const& document : documents) current.push_back(document.current);
    return voordeur::ids_of(current);
}

bool asks_to_agree(OpenDocuments const& documents) {
    return std::ranges::any_of(documents, [](OpenDocument const& document) {
        return document.current.version.kind == DocumentKind::terms;
    });
}

// The terms are agreed to, so that one may think about them: until the first of their changes holds. The
// privacy statement is only shown. nullopt: it may not wait.
std::optional<Time> may_wait_until(OpenDocuments const& documents, Time now) {
    std::optional<Time> end;
    for (auto const& document : documents) {
        if (document.current.version.kind != DocumentKind::terms) continue;
        for (auto const& change : document.changes)
            end = std::min(end.value_or(change.free_until), change.free_until);
    }
    return end && now < *end ? end : std::nullopt;
}

void add_changes(Page::Item item, OpenDocument const& document, Language language) {
    for (auto const& change : document.changes)
        item.add(html::CHANGE)
            .set(html::CHANGED_AT, plain_date(change.made_at, language))
            .set(html::SUMMARY, change.summary);
}

void add_document(Page& page, OpenDocument const& document, Language language) {
    auto const& version = document.current.version;
    auto const is_terms = version.kind == DocumentKind::terms;
    auto const anchor = is_terms ? urls::terms : urls::privacy;
    auto item = page.add(html::CHANGED);
    item.set(html::NAME, is_terms ? words::sign_in::documents_terms : words::sign_in::documents_privacy);
    if (!is_terms) item.set(html::READ_URL, urls::on_this_page(anchor)).show(html::INFORMED);
    add_changes(item, document, language);
    page.add(html::DOCUMENT)
        .set(html::ID, anchor.substr(1))
        .set(html::BODY, html_below_a_heading(document.current.markdown))
        .set(html::VERSION, words::sign_in::documents_version{.version = version.version});
}

Response documents_page(App const& app, PatientVisitor const& visitor, OpenDocuments const& documents,
                        std::optional<Word> const& error) {
    auto page = page_for(app, visitor, html::file, words::sign_in::documents_title);
    page.set(html::ACTION, urls::changed_documents).set(html::VERSIONS, ids_of(documents));
    for (auto const& document : documents) add_document(page, document, visitor.language);
    if (asks_to_agree(documents)) {
        page.set(html::REFUSE_URL, urls::documents_refused).show(html::AGREES);
        page.field(html::TERMS_FIELD, CheckboxField{.name = "accept_terms",
                                                    .label = words::sign_in::documents_agree,
                                                    .link_url = urls::on_this_page(urls::terms),
                                                    .link_text = words::sign_in::documents_agree_link,
                                                    .checked = visitor.form.has("accept_terms") && !error,
                                                    .error = error});
        if (auto const end = may_wait_until(documents, visitor.now()))
            page.set(html::LATER_URL, urls::documents_later)
                .show(html::MAY_WAIT{.until = until(*end, visitor.language)});
    } else if (error) {
        page.error("inhoud", *error);
    }
    page.with_documents();
    return page.respond(error ? 422 : 200);
}

// Those that were on the page, in the language in which they were; empty: a document was changed since.
OpenDocuments shown_ones(Transaction& transaction, PatientVisitor const& visitor) {
    for (auto const language : all_languages) {
        auto documents = open_in(transaction, visitor, language);
        if (visitor.form.text("versions") == ids_of(documents)) return documents;
    }
    return {};
}

struct Answer {
    bool is_recorded = false;
    bool lacks_tick = false;
    std::string_view next = urls::services;
};

std::string_view page_after_sign_in(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    auto const& [account, methods] = std::tie(visitor.account(), visitor.session().methods);
    auto const next = next_step(signed_in_facts(transaction, app, visitor.session()));
    auto const by_paper =
        std::ranges::find(methods, PaperCodes::kind.name, &UsedMethod::name) != methods.end();
    if (next == NextStep::services && by_paper &&
        PaperCodes::left(transaction, account.id) <= PaperCodes::few)
        return urls::account_paper_codes;
    return path_of(next);
}

// Two presses at once are answered one after the other: the second finds nothing open any more.
Answer accept(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    if (!lock_for_change(transaction, visitor)) return {.is_recorded = true};
    auto const next = page_after_sign_in(transaction, app, visitor);
    if (!are_documents_open(transaction, visitor.account().id)) {
        ask_documents_no_more(transaction, visitor.account().id);
        return {.is_recorded = true, .next = next};
    }
    auto const documents = shown_ones(transaction, visitor);
    if (documents.empty()) return {};
    if (asks_to_agree(documents) && !visitor.form.has("accept_terms")) return {.lacks_tick = true};
    for (auto const& document : documents)
        record_acceptance(transaction, {visitor.account().id, document.current.version.id}, visitor.now());
    ask_documents_no_more(transaction, visitor.account().id);
    record_step(
        transaction, app, visitor,
        {.type = AuditType::document_accepted, .action = Action::create, .object = visitor.account().id});
    return {.is_recorded = true, .next = next};
}

}  // namespace

Response show_changed_documents(App const& app, PatientVisitor const& visitor) {
    if (!visitor.session().asks_documents) return see_other(urls::services);
    return documents_page(app, visitor, open_for(app, visitor), std::nullopt);
}

Response submit_changed_documents(App const& app, PatientVisitor const& visitor) {
    auto const answer =
        app.database.transaction([&](Transaction& transaction) { return accept(transaction, app, visitor); });
    if (answer.is_recorded) return see_other(answer.next);
    return documents_page(app, visitor, open_for(app, visitor),
                          answer.lacks_tick ? words::sign_in::documents_not_ticked
                                            : words::sign_in::documents_changed_meanwhile);
}

Response submit_documents_later(App const& app, PatientVisitor const& visitor) {
    auto const next =
        app.database.transaction([&](Transaction& transaction) -> std::optional<std::string_view> {
            if (!may_wait_until(open_in(transaction, visitor, visitor.language), visitor.now()))
                return std::nullopt;
            ask_documents_later(transaction, visitor.session().token_hash);
            return page_after_sign_in(transaction, app, visitor);
        });
    return see_other(next.value_or(urls::changed_documents));
}

Response show_documents_refused(App const& app, PatientVisitor const& visitor) {
    namespace refused = voordeur::html::sign_in_documents_refused;
    if (!visitor.session().asks_documents) return see_other(urls::services);
    auto page = page_for(app, visitor, refused::file, words::sign_in::documents_refused_title);
    page.set(refused::BACK_URL, urls::changed_documents)
        .set(refused::SIGN_OUT_URL, urls::sign_out)
        .set(refused::DOWNLOAD_URL, urls::account_download)
        .set(refused::DELETION_URL, urls::account_deletion);
    if (auto const end = may_wait_until(open_for(app, visitor), visitor.now()))
        page.set(refused::LATER_URL, urls::documents_later)
            .show(refused::MAY_WAIT{.until = until(*end, visitor.language)});
    return page.show_whom_to_call(refused::CALL_PRACTICE).respond();
}

}  // namespace voordeur
