// SPDX-License-Identifier: EUPL-1.2
#include "registration/link.hpp"

#include <stdexcept>

#include "app.hpp"
#include "audit/audit.hpp"
#include "outbox/outbox_store.hpp"
#include "page.hpp"
#include "patients/mails.hpp"
#include "practices/practice_list.hpp"
#include "registration/already_done.html.hpp"
#include "registration/link_expired.html.hpp"
#include "registration/link_incomplete.html.hpp"
#include "registration/link_unknown.html.hpp"
#include "registration/locked_page.hpp"
#include "registration/new_link_sent.html.hpp"
#include "registration/registration_ended.html.hpp"
#include "registration/resend_mail.hpp"
#include "registration/words.hpp"
#include "resend.hpp"
#include "store/database.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

struct LinkRequest {
    LinkKind kind;
    std::string token;
};

LinkRequest requested(Visitor const& visitor) {
    return {link_kind_of(visitor.request.path), visitor.token};
}

struct OpenedLink {
    Registration registration;
    LinkState state = LinkState::holds;
    bool ended = false;  // by the practice: its details were changed
    Time expires_at;
    bool is_young = false;
    std::optional<IdentityProof> visit;
};

std::string path_of(LinkRequest const& request) {
    return std::string(path_of(request.kind)) + request.token;
}

std::optional<OpenedLink> load(Transaction& transaction, Visitor const& visitor, LinkRequest const& request) {
    auto const link = find_link(transaction, request.kind, request.token);
    if (!link) return std::nullopt;
    auto registration = lock_registration(transaction, link->registration_id);
    OpenedLink opened{
        std::move(*registration), state_of(link->facts, visitor.now()), link->facts.ended_at.has_value(),
        link->facts.expires_at,   is_young(link->facts, visitor.now()), {}};
    if (request.kind == LinkKind::invitation)
        opened.visit = proof_of_visit(transaction, opened.registration.id, visitor.browser, visitor.now());
    if (opened.visit && !is_enough(*opened.visit, opened.registration.letter_required)) opened.visit.reset();
    return opened;
}

Response unknown_page(App const& app, Visitor const& visitor, LinkRequest const& request) {
    if (request.token.size() < link_token_length) {
        namespace html = html::registration_link_incomplete;
        auto page = page_for(app, visitor, html::file, words::registration::link_incomplete_title);
        page.set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor));
        return page.show_whom_to_call(html::CALL_PRACTICE).respond(404);
    }
    namespace html = html::registration_link_unknown;
    auto page = page_for(app, visitor, html::file, words::registration::link_unknown_title);
    page.set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor));
    return page.show_whom_to_call(html::CALL_PRACTICE).respond(404);
}

Response already_done_page(App const& app, Visitor const& visitor) {
    namespace html = html::registration_already_done;
    auto page = page_for(app, visitor, html::file, words::registration::already_done_title);
    return page.set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor)).respond();
}

Response ended_page(App const& app, Visitor const& visitor) {
    namespace html = html::registration_registration_ended;
    auto page = page_for(app, visitor, html::file, words::registration::registration_ended_title);
    return page.show_whom_to_call(html::CALL_PRACTICE).respond(410);
}

// Whether the holder of an old link may have a new one. A confirmation link follows from proved details only,
// and none where the practice requires the letter.
bool may_have_new_link(OpenedLink const& opened, LinkKind kind) {
    if (opened.ended) return false;
    auto const& registration = opened.registration;
    return kind == LinkKind::invitation || (registration.proved_by && !registration.letter_required);
}

Response expired_page(App const& app, Visitor const& visitor, LinkRequest const& request,
                      OpenedLink const& opened) {
    namespace html = html::registration_link_expired;
    auto page = page_for(app, visitor, html::file, words::registration::link_expired_title);
    auto const is_invitation = request.kind == LinkKind::invitation;
    if (opened.state == LinkState::expired)
        page.show(is_invitation ? html::INVITATION_EXPIRED : html::CONFIRMATION_EXPIRED);
    else
        page.show(is_invitation ? html::INVITATION_REPLACED : html::CONFIRMATION_REPLACED);
    if (!may_have_new_link(opened, request.kind)) {
        page.show(html::NO_NEW_LINK);
        return page.show_whom_to_call(html::CALL_PRACTICE).respond(410);
    }
    page.show(html::NEW_LINK);
    fill_resend(page, html::RESEND,
                {.action = path_of(request) + std::string(urls::new_link),
                 .button = words::registration::link_expired_button});
    return page.respond(410);
}

// The short journey goes on from it signed in: who goes Back is led to where the account stands.
bool goes_on_signed_in(App const& app, Visitor const& visitor, Registration const& registration) {
    return app.is_short_journey && visitor.signed_in &&
           visitor.signed_in->account.customer_number == registration.customer_number;
}

// What stands in the way of an open registration, if anything.
std::optional<Response> refusal(App const& app, Visitor const& visitor, OpenedLink const& opened) {
    switch (standing_of(opened.registration.facts, visitor.now())) {
        case Standing::completed:
            if (goes_on_signed_in(app, visitor, opened.registration)) return see_other(urls::services);
            return already_done_page(app, visitor);
        case Standing::ended:
            return ended_page(app, visitor);
        case Standing::locked:
            return locked_page(app, visitor);
        case Standing::open:
            return std::nullopt;
    }
    throw std::logic_error("a registration stands nowhere");
}

}  // namespace

std::variant<LinkProof, Response> open_link(App const& app, Visitor& visitor, bool needs_person) {
    auto const request = requested(visitor);
    auto const opened =
        app.database.read([&](Transaction& transaction) { return load(transaction, visitor, request); });
    if (!opened) return unknown_page(app, visitor, request);
    visitor.practice = app.practices.by_id(opened->registration.practice_id, visitor.now());
    if (auto refused = refusal(app, visitor, *opened)) return std::move(*refused);
    auto const needs_letter = request.kind == LinkKind::confirmation && opened->registration.letter_required;
    if (opened->state != LinkState::holds || needs_letter)
        return expired_page(app, visitor, request, *opened);
    auto const proves_person = request.kind == LinkKind::confirmation || opened->visit;
    if (needs_person && !proves_person) return see_other(path_of(request));
    return LinkProof{.kind = request.kind,
                     .token = request.token,
                     .registration_id = opened->registration.id,
                     .visit = opened->visit,
                     .needs_no_second_mail =
                         app.is_short_journey && request.kind == LinkKind::invitation && opened->is_young,
                     .path = path_of(request),
                     .expires_at = opened->expires_at,
                     .has_letter = opened->registration.sealed_super_pin_hash.has_value()};
}

Response submit_new_link(App const& app, Visitor const& visitor) {
    auto const request = requested(visitor);
    app.database.transaction([&](Transaction& transaction) {
        auto const opened = load(transaction, visitor, request);
        if (!opened || standing_of(opened->registration.facts, visitor.now()) != Standing::open) return;
        if (!may_have_new_link(*opened, request.kind)) return;
        auto const verdict =
            send_link_again(transaction, app.patients, opened->registration,
                            {request.kind, visitor.now(), visitor.language, Urgency::asked_for});
        if (!std::holds_alternative<MailMayGo>(verdict)) return;
        record_step(transaction, app, visitor,
                    {.type = AuditType::registration_new_link,
                     .action = Action::create,
                     .actor = Actor(opened->registration.id, visitor.network),
                     .object = opened->registration.id,
                     .practice_id = opened->registration.practice_id});
    });
    return see_other(path_of(request) + std::string(urls::new_link));
}

Response show_new_link(App const& app, Visitor const& anyone) {
    auto visitor = anyone;
    auto const request = requested(visitor);
    std::optional<OpenedLink> opened;
    MailVerdict next = MailMayGo{};
    app.database.read([&](Transaction& transaction) {
        opened = load(transaction, visitor, request);
        if (opened)
            next = next_link_mail(transaction, app.patients, opened->registration,
                                  {request.kind, visitor.now()});
    });
    if (!opened) return unknown_page(app, visitor, request);
    visitor.practice = app.practices.by_id(opened->registration.practice_id, visitor.now());
    if (auto refused = refusal(app, visitor, *opened)) return std::move(*refused);
    if (!may_have_new_link(*opened, request.kind)) return expired_page(app, visitor, request, *opened);
    namespace html = html::registration_new_link_sent;
    auto page = page_for(app, visitor, html::file, words::registration::new_link_sent_title);
    auto const sending = sending_of_mail(app, request.kind, opened->registration.id);
    if (sending != Sending::given_up) page.show(html::GOES{.from = sender_address(app)});
    fill_mail_resend(page, visitor,
                     {html::RESEND, path_of(request) + std::string(urls::new_link), next, sending});
    return page.respond();
}

Response show_incomplete_link(App const& app, Visitor const& visitor) {
    return unknown_page(app, visitor, requested(visitor));
}

std::optional<Registration> still_open(Transaction& transaction, LinkVisitor const& visitor,
                                       IdentityProof by) {
    // Locked before the link is read: who corrects the details meanwhile ends the link too.
    registration_of(transaction, visitor);
    auto opened = load(transaction, visitor, requested(visitor));
    if (!opened || standing_of(opened->registration.facts, visitor.now()) != Standing::open ||
        opened->state != LinkState::holds)
        return std::nullopt;
    if (visitor.link().visit && opened->visit != visitor.link().visit) return std::nullopt;
    if (!is_enough(by, opened->registration.letter_required)) return std::nullopt;
    return std::move(opened->registration);
}

bool waits_for_mail(Transaction& transaction, Registration const& registration) {
    return registration.proved_by == IdentityProof::details && !registration.letter_required &&
           was_confirmation_sent(transaction, registration.id);
}

Registration registration_of(Transaction& transaction, LinkVisitor const& visitor) {
    auto registration = lock_registration(transaction, visitor.link().registration_id);
    if (!registration) throw std::logic_error("the registration of a link is gone");
    return std::move(*registration);
}

}  // namespace voordeur
