// SPDX-License-Identifier: EUPL-1.2
#include "routes/route_finder.hpp"

#include "routes/route.hpp"
#include "urls.hpp"

namespace voordeur {

// A row's path, cut where its {token}, {slug} or {change} is.
struct RouteFinder::Shape {
    explicit Shape(Route const& row) : route(&row) {
        before = row.path.substr(0, row.path.find('{'));
        after = row.path.substr(row.path.find('}') + 1);
    }

    // What stands for {token}, {slug} or {change}; empty: the path does not fit.
    std::string_view part_of(std::string_view path) const {
        if (!path.starts_with(before)) return "";
        auto const tail = path.substr(before.size());
        auto const part = tail.substr(0, tail.find('/'));
        return tail.substr(part.size()) == after ? part : "";
    }

    Route const* route;
    std::string_view before, after;
};

namespace {

// HAProxy asks OPTIONS / unless told otherwise, some ask OPTIONS *: whether the server is ready.
std::string_view path_asked_for(Request const& request) {
    auto const is_of_all = request.path == "/" || request.path == "*";
    return request.method == Method::options && is_of_all ? urls::ready : std::string_view(request.path);
}

bool answers(Route const& route, Method method) {
    if (method == Method::head) method = Method::get;
    if (method == Method::options && route.who == Who::watcher) method = Method::get;
    return route.method == method;
}

}  // namespace

RouteFinder::RouteFinder() {
    for (auto const& route : all_routes())
        if (route.path.find('{') == std::string_view::npos)
            whole_.emplace(route.path, &route);
        else
            with_part_.emplace_back(route);
}

RouteFinder::~RouteFinder() = default;

void RouteFinder::add_row(FoundRoute& found, Route const& row, Method method) {
    if (found.name != row.path) found.route = nullptr;
    found.has_path = true;
    found.name = row.path;
    if (answers(row, method)) found.route = &row;
}

FoundRoute RouteFinder::find(Request const& request) const {
    return find(path_asked_for(request), request.method);
}

FoundRoute RouteFinder::find(std::string_view path, Method method) const {
    FoundRoute found;
    for (auto [row, end] = whole_.equal_range(path); row != end; ++row) add_row(found, *row->second, method);
    // A path of its own wins: a practice may be called "code".
    if (found.has_path) return found;
    for (auto const& shape : with_part_) {
        auto const part = shape.part_of(path);
        if (part.empty()) continue;
        add_row(found, *shape.route, method);
        found.part = part;
    }
    return found;
}

}  // namespace voordeur
