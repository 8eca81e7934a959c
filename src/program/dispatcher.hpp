// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "page_function.hpp"
#include "proxy_watch.hpp"
#include "routes/route_finder.hpp"
#include "web/request.hpp"
#include "web/slow_places.hpp"

namespace voordeur {

class Assets;
class Clock;
struct Request;
struct Route;
struct RouteTerms;
struct TrustedProxies;

// What was answered, for metrics. `route` is the row's path, never the path itself: that may hold a token.
struct Answered {
    std::string_view route;
    Method method = Method::get;
    int status = 200;
    std::chrono::microseconds took{0};
    std::string_view led_to = {};      // where a redirect leads; not to be logged
    std::string_view request_id = {};  // on an error page, and on every line of the log that is about it
};

// What it needs beside the rooms of the pages; all outlive it.
struct DispatcherRooms {
    Clock const& clock;
    Assets const& assets;
    TrustedProxies const& trusted_proxies;
};

// From a request to a page: finds the route, loads link, browser and session once, refuses or redirects, runs
// the page, and puts headers and cookies around its answer. Thread safe.
class Dispatcher {
  public:
    Dispatcher(App const& app, DispatcherRooms rooms, std::function<void(Answered const&)> observe);

    // None of them throws.
    Response answer(Request& request) const;
    // Network, link and session of a slow page; nullopt: it is quick.
    std::optional<Sharers> sharers_of_slow(Request const& request) const;
    // What a slow page would answer before it does anything slow: a refusal, or a wait that stands already.
    // nullopt: it has to be asked.
    std::optional<Response> answer_early(Request& request) const;

  private:
    std::string page_at(std::string path) const;
    std::optional<Response> lead_to_tidy_path(Request const& request, FoundRoute const& found) const;
    std::string network_of(Request const& request, bool is_watcher) const;
    Visitor visitor_of(Request& request, bool is_watcher) const;
    std::optional<Response> answer_asset(Request const& request) const;
    Response page_or_problem(Visitor& visitor, FoundRoute const& found) const;
    Response run(Visitor& visitor, FoundRoute const& found) const;
    std::optional<Response> refuse(Visitor& visitor, FoundRoute const& found) const;
    bool read_form(Visitor& visitor) const;
    std::optional<Response> refuse_post(Visitor const& visitor, bool has_form) const;
    std::optional<Response> prove(Visitor& visitor, Route const& route) const;
    std::optional<Response> prove_link(Visitor& visitor, bool needs_person) const;
    std::optional<Response> prove_patient(Visitor& visitor, RouteTerms const& terms) const;
    Response to_sign_in(Visitor const& visitor) const;
    Response open_page(Visitor& visitor, Route const& route) const;
    Response failed(Visitor& visitor, FoundRoute const& found, std::exception const& error) const;
    void observe(Request const& request, FoundRoute const& found, Response const& response,
                 std::chrono::steady_clock::time_point began) const;
    void finish(Response& response, Visitor const& visitor) const;

    RouteFinder const routes_;
    App const& app_;
    Clock const& clock_;
    Assets const& assets_;
    TrustedProxies const& trusted_proxies_;
    ProxyWatch const proxy_watch_;
    std::function<void(Answered const&)> observe_;
};

}  // namespace voordeur
