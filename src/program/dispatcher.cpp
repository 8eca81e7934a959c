// SPDX-License-Identifier: EUPL-1.2
#include "dispatcher.hpp"

#include <algorithm>
#include <exception>

#include "app.hpp"
#include "base/log.hpp"
#include "base/overloaded.hpp"
#include "client_network.hpp"
#include "crypto/encoding.hpp"
#include "crypto/tokens.hpp"
#include "filled_in.hpp"
#include "go_on.hpp"
#include "press.hpp"
#include "problem_pages.hpp"
#include "readers.hpp"
#include "registration/link.hpp"
#include "routes/route.hpp"
#include "routes/tidy_path.hpp"
#include "security_headers.hpp"
#include "sessions/session_store.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/assets.hpp"
#include "web/browser.hpp"
#include "web/form.hpp"
#include "web/response.hpp"
#include "who_asks.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::days language_kept_for{365};
constexpr std::size_t longest_kept_field = 64;

// A cookie has no room for what nobody would type.
std::string kept_field(Form const& form, std::string_view name) {
    auto const& text = form.text(name);
    return text.size() <= longest_kept_field ? text : "";
}

Language language_for(App const& app, Request const& request, Form const& query) {
    if (auto const asked = language_of(query.text("taal"))) return *asked;
    if (auto const cookie = cookie_value(request, app.cookies.language()))
        if (auto const kept = language_of(*cookie)) return *kept;
    return preferred_language(request.header("accept-language"));
}

}  // namespace

Dispatcher::Dispatcher(App const& app, DispatcherRooms rooms, std::function<void(Answered const&)> observe)
    : app_(app),
      clock_(rooms.clock),
      assets_(rooms.assets),
      trusted_proxies_(rooms.trusted_proxies),
      proxy_watch_(app.database, app.site.is_https()),
      observe_(std::move(observe)) {}

// Some forms are sent to a path below the page that they stand on, which is no page. Others stand on no page
// of ours.
std::string Dispatcher::page_at(std::string path) const {
    while (path.size() > 1 && routes_.of_page(path) == nullptr)
        path.erase(std::max<std::size_t>(1, path.rfind('/')));
    return path;
}

// Before anything can go wrong, so that every page of that has what was typed. False: no form, or not from a
// page of ours.
bool Dispatcher::read_form(Visitor& visitor) const {
    auto const& request = visitor.request;
    if (request.method != Method::post || !is_same_origin(request, app_.site.public_url)) return false;
    if (!request.header("content-type").starts_with("application/x-www-form-urlencoded")) return false;
    auto form = Form::parse(request.body);
    if (!form) return false;
    visitor.form = std::move(*form);
    if (auto const asked = language_of(visitor.form.text("taal"))) visitor.language = *asked;
    return true;
}

// Exactly our own forms, from a browser that keeps cookies, made for the session that it has now.
std::optional<Response> Dispatcher::refuse_post(Visitor const& visitor, bool has_form) const {
    if (!is_same_origin(visitor.request, app_.site.public_url))
        return problem_page(app_, visitor,
                            {403, words::pages::forbidden_title, words::pages::forbidden_text});
    if (!has_form)
        return problem_page(app_, visitor,
                            {400, words::pages::bad_request_title, words::pages::bad_request_text});
    if (!cookie_token(visitor.request, app_.cookies.browser())) return open_again_page(app_, visitor);
    if (form_token_matches(app_.mac, visitor.browser, visitor.session_cookie,
                           token_of_form(visitor.form.text("form_token"))))
        return std::nullopt;
    if (has_session_of_press(app_, visitor))
        if (auto first = answer_of_first_press(app_, visitor)) return first;
    return other_session_page(app_, visitor);
}

// What was filled in and is not secret is there again after signing in.
Response Dispatcher::to_sign_in(Visitor const& visitor) const {
    auto response = see_other(of_practice(urls::sign_in, visitor));
    if (!visitor.session_cookie) return response;
    return response.with_cookie(filled_in_cookie(app_.sealer, app_.cookies,
                                                 {.notice = Notice::session_ended,
                                                  .country = kept_field(visitor.form, "country"),
                                                  .phone = kept_field(visitor.form, "phone")}));
}

std::optional<Response> Dispatcher::prove_patient(Visitor& visitor, RouteTerms const& terms) const {
    if (!visitor.signed_in) return to_sign_in(visitor);
    auto const& methods = visitor.signed_in->methods;
    if (visitor.signed_in->asks_documents && !terms.before_documents)
        return see_other(urls::changed_documents);
    if (auto answer = answer_before_change(app_, visitor, terms.need)) return answer;
    auto const lacks = missing(terms.need, methods, visitor.now());
    if (lacks == Missing::password) return to_sign_in(visitor);
    if (lacks == Missing::nothing && terms.before_documents) return std::nullopt;
    return lead_to_next_step(app_, visitor, terms);
}

std::optional<Response> Dispatcher::prove_link(Visitor& visitor, bool needs_person) const {
    auto opened = open_link(app_, visitor, needs_person);
    if (auto* refused = std::get_if<Response>(&opened)) return std::move(*refused);
    visitor.opened_link = std::get<LinkProof>(std::move(opened));
    return std::nullopt;
}

std::optional<Response> Dispatcher::prove(Visitor& visitor, Route const& route) const {
    switch (route.who) {
        case Who::watcher:
        case Who::anyone:
        case Who::old_link:
            return std::nullopt;
        case Who::link:
        case Who::person:
            return prove_link(visitor, route.who == Who::person);
        case Who::patient:
            return prove_patient(visitor, route.terms);
    }
    return std::nullopt;
}

Response Dispatcher::open_page(Visitor& visitor, Route const& route) const {
    return std::visit(overloaded{
                          [&](AnyonesPage page) { return page(app_, visitor); },
                          [&](LinkPage page) { return page(app_, LinkVisitor(visitor)); },
                          [&](PatientPage page) { return page(app_, PatientVisitor(visitor)); },
                      },
                      route.page);
}

// To the page that was meant, when the address has something around it that is no part of it.
std::optional<Response> Dispatcher::lead_to_tidy_path(Request const& request, FoundRoute const& found) const {
    if (found.has_path && found.name.find('{') == std::string_view::npos) return std::nullopt;  // as it is
    if (request.method != Method::get && request.method != Method::head) return std::nullopt;
    auto path = tidy_path(request.path);
    if (path == request.path || routes_.of_page(path) == nullptr) return std::nullopt;
    if (!request.query.empty()) path += "?" + request.query;
    return see_other(path);
}

Response Dispatcher::run(Visitor& visitor, FoundRoute const& found) const {
    auto const is_watcher = found.route != nullptr && found.route->who == Who::watcher;
    if (!is_watcher)
        if (auto refused = refuse(visitor, found)) return std::move(*refused);
    auto const* const shown = is_only_to_show(visitor) ? routes_.of_page(visitor.request.path) : nullptr;
    return or_of_first_press(app_, visitor, open_page(visitor, shown != nullptr ? *shown : *found.route));
}

// Loads what the visitor brought along. nullopt: the page may be opened.
std::optional<Response> Dispatcher::refuse(Visitor& visitor, FoundRoute const& found) const {
    auto const* route = found.route;
    if (auto led = lead_to_tidy_path(visitor.request, found)) return std::move(*led);
    visitor.page = page_at(visitor.request.path);
    auto const has_form = read_form(visitor);
    load_service_request(app_, visitor);
    if (visitor.request.is_excess) return trouble_at(app_, visitor, found, true);
    load_reader(app_, visitor, found);
    load_session(app_, visitor);
    load_practice(app_, visitor, found);
    if (!found.has_path)
        return problem_page(app_, visitor,
                            {404, words::pages::not_found_title, words::pages::not_found_text});
    if (route == nullptr)
        return problem_page(
            app_, visitor,
            {405, words::pages::method_not_allowed_title, words::pages::method_not_allowed_text});
    for (auto const* part : {"{token}", "{change}"})
        if (found.name.find(part) != std::string_view::npos) visitor.token = found.part;
    if (route->method == Method::post && route->terms.door == Door::own_form)
        if (auto refused = refuse_post(visitor, has_form)) return std::move(*refused);
    auto refused = prove(visitor, *route);
    if (refused) return or_of_first_press(app_, visitor, std::move(*refused));
    return std::nullopt;
}

Response Dispatcher::failed(Visitor& visitor, FoundRoute const& found, std::exception const& error) const {
    auto const is_store =
        dynamic_cast<StoreUnreachable const*>(&error) || dynamic_cast<StoreBusy const*>(&error);
    log_error(is_store ? "store_unreachable" : "page_failed",
              {{"request", visitor.request.id}, {"route", std::string(found.name)}, {"error", error.what()}});
    return trouble_at(app_, visitor, found, is_store);
}

Response Dispatcher::page_or_problem(Visitor& visitor, FoundRoute const& found) const {
    try {
        return run(visitor, found);
    } catch (std::exception const& error) {
        return failed(visitor, found, error);
    }
}

void Dispatcher::finish(Response& response, Visitor const& visitor) const {
    auto const fresh_browser = !cookie_token(visitor.request, app_.cookies.browser());
    bool sets_browser = false;
    for (auto const& cookie : response.cookies)
        sets_browser = sets_browser || cookie.name == app_.cookies.browser();
    if (fresh_browser && !sets_browser && response.content_type.starts_with("text/html"))
        response.with_cookie({app_.cookies.browser(), visitor.browser, std::nullopt});
    if (visitor.query.has("taal") || visitor.form.has("taal"))
        response.with_cookie(
            {app_.cookies.language(), std::string(code_of(visitor.language)), language_kept_for});
    for (auto const& cookie : response.cookies)
        response.with_header("Set-Cookie", set_cookie_header(cookie, app_.cookies));
    send_along(response, visitor);
    let_read(response, visitor);
    if (response.header_lines.find("Cache-Control: ") == std::string::npos)
        response.with_header("Cache-Control", "no-store");
}

std::optional<Response> Dispatcher::answer_asset(Request const& request) const {
    std::string_view const path = request.path;
    if (!path.starts_with(urls::assets) || path.size() == urls::assets.size()) return std::nullopt;
    return assets_.answer(path.substr(urls::assets.size() + 1), request);
}

// Health checks are a proxy's own requests, and come for nobody.
std::string Dispatcher::network_of(Request const& request, bool is_watcher) const {
    auto network = client_network(request.peer, request.header("x-forwarded-for"), trusted_proxies_);
    if (!is_watcher) proxy_watch_.look(request, network);
    return std::move(network.text);
}

Visitor Dispatcher::visitor_of(Request& request, bool is_watcher) const {
    Visitor visitor{.request = request, .query = Form::parse(request.query).value_or(Form{})};
    visitor.language = language_for(app_, request, visitor.query);
    visitor.network = network_of(request, is_watcher);
    visitor.session_cookie = cookie_token(request, app_.cookies.session());
    auto const known_browser = cookie_token(request, app_.cookies.browser());
    visitor.browser = known_browser ? *known_browser : new_cookie_token(app_.random).reveal();
    return visitor;
}

Response Dispatcher::answer(Request& request) const {
    auto const began = std::chrono::steady_clock::now();
    request.now = clock_.now();
    request.id = to_hex(app_.random.bytes(4));
    FoundRoute found;
    Response response;
    auto leads_away = LeadsAway::no;
    try {
        found = routes_.find(request);
        auto const is_watcher = found.route != nullptr && found.route->who == Who::watcher;
        if (auto refused = is_watcher ? std::nullopt : wrong_door(app_, request)) {
            response = std::move(*refused);
        } else if (auto asset = answer_asset(request)) {
            found.name = urls::assets;
            response = std::move(*asset);
        } else {
            auto visitor = visitor_of(request, is_watcher);
            response = page_or_problem(visitor, found);
            if (!is_watcher) finish(response, visitor);
            leads_away = leads_away_of(visitor);
        }
        add_security_headers(response, app_.cookies.secure(), leads_away);
    } catch (std::exception const& error) {
        log_error("dispatcher_failed",
                  {{"request", request.id}, {"route", std::string(found.name)}, {"error", error.what()}});
        response = Response{.status = 500, .content_type = "text/plain; charset=utf-8", .body = "500\n"};
        add_security_headers(response, app_.cookies.secure());
    }
    observe(request, found, response, began);
    return response;
}

void Dispatcher::observe(Request const& request, FoundRoute const& found, Response const& response,
                         std::chrono::steady_clock::time_point began) const {
    auto const took = std::chrono::steady_clock::now() - began;
    auto const where = location_of(response);
    observe_({.route = found.name,
              .method = request.method,
              .status = response.status,
              .took = std::chrono::duration_cast<std::chrono::microseconds>(took),
              .led_to = where.substr(0, where.find('?')),
              .request_id = request.id});
}

}  // namespace voordeur
